"""The launcher: `streamlit run dashboard.py`, or any ASGI server on `dashboard:app`."""

import streamlit as st

from dateline.server import middleware, routes
from dateline.server.pace import set_pace

app = st.App("dateline/ui/app.py", routes=routes(), middleware=middleware())
set_pace()
