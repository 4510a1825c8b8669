"""The theme, as Streamlit tells it to every run of a page."""

from functools import cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def tell_themes_as_at_first() -> None:
    """For a whole process: put each section of the theme together once.

    Streamlit looks for every option of six sections at each run: 7 % of the work with a hundred readers. They are what they were when the
    server started.
    """
    put_together = app_session._populate_theme_msg

    @cache
    def told(section: str) -> CustomThemeConfig:
        theme = CustomThemeConfig()
        put_together(theme, section)
        return theme

    def tell(msg: CustomThemeConfig, section: str = "theme") -> None:
        if told(section).ListFields():  # of a section that says nothing it is not even said that it is there
            msg.MergeFrom(told(section))

    app_session._populate_theme_msg = tell
