"""The launcher: `streamlit run dashboard.py`, or any ASGI server on `dashboard:app`."""

from functools import cache

import streamlit as st
from streamlit import config

from dateline.server import middleware, routes
from dateline.server.forwarded import believe_nobody_untold
from dateline.server.pace import set_pace

app = st.App("dateline/ui/app.py", routes=routes(), middleware=middleware())
believe_nobody_untold()
set_pace()
# Streamlit tells each run of a page its whole theme, and looks for it six times among all options: 7 % of the work with a hundred readers.
config.get_options_for_section = cache(config.get_options_for_section)  # they are what they were when the server started
