# The bot for a real workspace: no try-it page, no test tools, versions as locked.
FROM python:3.13-slim AS build
RUN pip install --no-cache-dir --root-user-action=ignore uv
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY .ci/locked.txt .ci/locked.txt
COPY bot bot
COPY prompts prompts
COPY knowledge knowledge
COPY storage storage
RUN uv venv /opt/touchbase \
    && uv pip install --no-cache --python /opt/touchbase/bin/python --constraints .ci/locked.txt --compile-bytecode .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/touchbase touchbase
COPY --from=build /opt/touchbase /opt/touchbase
ENV PATH=/opt/touchbase/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    TOUCHBASE_DATA=/var/lib/touchbase/data
USER touchbase
WORKDIR /var/lib/touchbase
RUN mkdir data
VOLUME /var/lib/touchbase/data
# A stop must leave time to finish what was acknowledged.
STOPSIGNAL SIGTERM
ENTRYPOINT ["touchbase"]
CMD ["run"]
