#!/bin/sh
# The packaged configuration: the annotated sample with the package's paths in place of those beside the file.
# usage: packaging/config.sh < config.toml > /etc/pactwatch/config.toml
set -eu
state=/var/lib/pactwatch
sed -E \
    -e "s#^((path|directory|alarm_dir|heartbeat) *= *\")var/#\1$state/#" \
    -e "s#^(\# *)((path|directory|alarm_dir|heartbeat|metrics_file) *= *\")var/#\1\2$state/#"
