"""The ``participants`` cell of ``events.csv``: ``donald-trump:initiator; vladimir-putin:target``."""

import pandas as pd


def explode(events: pd.DataFrame, left_out: str = "participant") -> pd.DataFrame:
    """Participations (event_id, actor_id, role) out of the cells; the index is the row of the event, repeated.

    ``left_out`` is the role of whom the cell gives none.
    """
    cells = events["participants"] if "participants" in events else pd.Series("", index=events.index, dtype="str")
    parts = cells.str.split(";").explode().str.strip()
    parts = parts[parts.fillna("") != ""]
    pair = parts.str.partition(":")
    ids = events["event_id"] if "event_id" in events else pd.Series("", index=events.index, dtype="str")
    role = pair[2].astype("str").str.strip() if len(parts) else parts
    actor = pair[0].astype("str").str.strip() if len(parts) else parts
    return pd.DataFrame({"event_id": ids.loc[parts.index], "actor_id": actor, "role": role.where(role != "", left_out)})


def cell(participants: pd.DataFrame) -> str:
    """The cell of one event's participations, in their order."""
    pairs = zip(participants["actor_id"], participants["role"], strict=True)
    return "; ".join(f"{actor}:{role}" if role != "participant" else actor for actor, role in pairs)
