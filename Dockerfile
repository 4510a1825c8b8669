# One process of Dateline. The context is the checkout: docker build -t dateline .
# With `--build-arg WITH=polars` it reads events.parquet too. compose.yaml in deploy/ runs two of them behind nginx.
# That nothing can be written is for whoever runs it to say, as compose.yaml does; deploy/README.md has the words for one alone.

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
RUN python -m venv .venv
# The libraries first, by hash: a change of the project alone does not fetch them again.
ARG WITH=
COPY requirements.lock requirements-polars.lock ./
RUN .venv/bin/pip install --require-hashes -r requirements.lock ${WITH:+-r "requirements-$WITH.lock"}
COPY pyproject.toml README.md LICENSE dashboard.py ./
COPY .streamlit .streamlit
COPY assets assets
COPY data data
COPY pages pages
COPY dateline dateline
# In place: pages, assets and tables are read from the checkout. With the setuptools of the lock; no other is fetched.
# Compiled now, since who runs it may write nothing here.
RUN .venv/bin/pip install --no-deps --no-build-isolation -e . && .venv/bin/python -m compileall -q dateline pages dashboard.py

FROM python:3.13-slim
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOME=/tmp
# A number, so that an orchestrator can see that it is not root; of no account that exists.
USER 10001:10001
WORKDIR /app
COPY --from=build /app /app
EXPOSE 8501
# The body, not the status: a server of single pages answers 200 to any address.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD [".venv/bin/python", "-c", "from urllib.request import urlopen as u; assert u('http://127.0.0.1:8501/_stcore/health', timeout=4).read() == b'ok'"]
CMD [".venv/bin/streamlit", "run", "dashboard.py", "--server.port", "8501", "--server.address", "0.0.0.0", "--server.headless", "true"]
