# Build: the locked libraries, the program and its front end. Node is installed as a wheel, in this stage only.
FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv --without-pip /venv
COPY requirements/run.txt requirements/run.txt
RUN python -m pip --python /venv/bin/python install --no-cache-dir --only-binary :all: -r requirements/run.txt
COPY . .
RUN python -m pip --python /venv/bin/python install --no-cache-dir --no-deps . \
 && find /venv -type d -name tests -path '*/numpy/*' -prune -exec rm -r {} +

# Run: Python, the libraries and the program, as an ordinary user; without a compiler and without Node.
FROM python:3.13-slim
COPY --from=build /venv /venv
RUN mkdir /data && chown 10001:10001 /data
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    BACKPROP_HOST=0.0.0.0 \
    BACKPROP_PORT=8000 \
    BACKPROP_STORE=sqlite:////data/sessions.sqlite3 \
    BACKPROP_OPEN_BROWSER=0
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"BACKPROP_PORT\"]}/healthz', timeout=2)"]
ENTRYPOINT ["python", "-m", "app"]
