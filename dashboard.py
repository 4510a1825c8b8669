"""The launcher: `streamlit run dashboard.py`, or any ASGI server on `dashboard:app`."""

import streamlit as st

from dateline.server import middleware, routes
from dateline.server.forwarded import believe_nobody_untold
from dateline.server.memory import share_memory
from dateline.server.pace import set_pace
from dateline.ui.themes import tell_themes_as_at_first

share_memory()
app = st.App("dateline/ui/app.py", routes=routes(), middleware=middleware())
believe_nobody_untold()
set_pace()
tell_themes_as_at_first()
