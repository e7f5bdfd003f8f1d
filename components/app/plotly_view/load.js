// The style sheet, with which dom.js comes, gives the page its width: what is measured before is not what a reader sees.
await import(window.whowhenParts?.addresses["dom.js"] || new URL("dom.js", import.meta.url).href);

// plotly.js, loaded once for the page from the server's own route, or as it came with the page (components/app/inline).
function loadPlotly(source) {
  if (!window.whowhenPlotly) {
    window.whowhenPlotly = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = source || window.whowhenParts.addresses.plotly;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => {
        window.whowhenPlotly = null;
        reject(new Error(`whowhen: ${source} could not be loaded`));
      };
      document.head.append(script);
    });
  }
  return window.whowhenPlotly;
}
