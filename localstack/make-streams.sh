#!/bin/sh
# Makes the streams that Faux sends to, for who does not let it make them. LocalStack runs it once it is ready; by hand it takes
# an endpoint: AWS_ENDPOINT_URL=http://localhost:4566 localstack/make-streams.sh [PREFIX] [SHARDS]
set -eu

prefix=${1:-${FAUX_PREFIX:-faux}}
shards=${2:-${FAUX_SHARDS:-2}}
export AWS_ACCESS_KEY_ID="${AWS_ACCESS_KEY_ID:-test}" AWS_SECRET_ACCESS_KEY="${AWS_SECRET_ACCESS_KEY:-test}"
export AWS_DEFAULT_REGION="${AWS_DEFAULT_REGION:-us-east-1}"

# In LocalStack the command is called awslocal, and knows where to ask.
aws=aws
if command -v awslocal > /dev/null; then aws=awslocal; fi

for stream in clickstream orders stock catalogue customers; do
    name="$prefix-$stream-v1"
    if "$aws" kinesis describe-stream-summary --stream-name "$name" > /dev/null 2>&1; then
        echo "$name is there"
    else
        "$aws" kinesis create-stream --stream-name "$name" --shard-count "$shards"
        "$aws" kinesis wait stream-exists --stream-name "$name"
        echo "$name was made with $shards shards"
    fi
done
