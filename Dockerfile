# The dashboard, for one server or many: small, without root, on a root file system that may be read-only.
#
#     docker build -t whowhen .
#     docker run -p 8501:8501 --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges whowhen
#
# requirements.txt pins every package by its hash. Pin the base image by its digest in the same way:
#
#     docker build --build-arg BASE=python:3.11-slim@sha256:... -t whowhen .

ARG BASE=python:3.11-slim
FROM ${BASE} AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt /
RUN python -m venv /venv \
 && /venv/bin/pip install --require-hashes --no-deps -r /requirements.txt \
 && /venv/bin/pip uninstall --yes pip \
 && find /venv -type d -name tests -prune -exec rm -r {} +
# 110 MB that nothing here asks for: headers, Arrow's network parts, parts for notebooks, languages of no page.
RUN cd /venv/lib/python3.*/site-packages \
 && rm -r pyarrow/include pyarrow/libarrow_flight* pyarrow/_flight* pyarrow/libarrow_s3* pyarrow/_s3fs* \
          pydeck/nbextension plotly/labextension \
 && find babel/locale-data -name '*.dat' ! -name 'root.dat' ! -name 'en*' ! -name 'fr*' -delete

FROM ${BASE}
RUN useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin whowhen
WORKDIR /app
COPY --from=packages /venv /venv
COPY dashboard.py ./
COPY .streamlit/config.toml .streamlit/
COPY components components
COPY data data
# What Python compiles cannot be kept on a file system that is read-only.
RUN python -m compileall -q /app /venv/lib \
 && printf '#!/bin/sh\ncd /app && exec python -m components.cli "$@"\n' > /usr/local/bin/whowhen \
 && chmod 755 /usr/local/bin/whowhen

ENV PATH=/venv/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STREAMLIT_SERVER_HEADLESS=true \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 \
    STREAMLIT_SERVER_PORT=8501 \
    STREAMLIT_SERVER_FILE_WATCHER_TYPE=none \
    STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE=true \
    WHOWHEN_LOG=json
USER 10001:10001
EXPOSE 8501
# SIGTERM lets saves end; give it the 25 seconds that this may take (docker stop --time 30).
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:8501/{os.environ.get(\"STREAMLIT_SERVER_BASE_URL_PATH\", \"\")}/healthz'.replace('//healthz', '/healthz'), timeout=4)"]
CMD ["streamlit", "run", "dashboard.py"]
