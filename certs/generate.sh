#!/usr/bin/env bash
# Creates a certificate authority and a serving certificate for the webhook (EC P-256), and prints the two kubectl
# commands that install them. It deletes the authority's key: to renew, run it again and repeat the commands.
#
#   certs/generate.sh [--service hot-reload] [--namespace hot-reload] [--secret hot-reload-tls]
#       [--registration hot-reload] [--days 365] [--out certs]
set -euo pipefail

service=hot-reload
namespace=hot-reload
secret=hot-reload-tls
registration=hot-reload
days=365
out=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
    sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
}

while [ $# -gt 0 ]; do
    case $1 in
        --service | --namespace | --secret | --registration | --days | --out)
            [ $# -ge 2 ] || { echo "$1 needs a value." >&2; exit 2; }
            declare "${1#--}=$2"
            shift 2
            ;;
        -h | --help)
            usage
            exit 0
            ;;
        *)
            echo "unknown option $1." >&2
            usage >&2
            exit 2
            ;;
    esac
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
umask 077

name=$service.$namespace.svc
# A common name holds at most 64 characters. Clients look at the alternative names anyway.
cn=${name:0:64}

openssl ecparam -name prime256v1 -genkey -noout -out "$work/ca.key"
openssl req -x509 -new -sha256 -key "$work/ca.key" -days "$days" -subj "/CN=hot-reload CA" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" \
    -out "$work/ca.crt"

openssl ecparam -name prime256v1 -genkey -noout -out "$work/tls.ec.key"
openssl pkcs8 -topk8 -nocrypt -in "$work/tls.ec.key" -out "$work/tls.key"
openssl req -new -sha256 -key "$work/tls.key" -subj "/CN=$cn" -out "$work/tls.csr"
cat >"$work/extensions" <<EXTENSIONS
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:$name,DNS:$name.cluster.local,DNS:$service.$namespace,DNS:$service
EXTENSIONS
openssl x509 -req -sha256 -in "$work/tls.csr" -CA "$work/ca.crt" -CAkey "$work/ca.key" -CAcreateserial \
    -days "$days" -extfile "$work/extensions" -out "$work/tls.crt" 2>/dev/null

cp "$work/ca.crt" "$work/tls.crt" "$work/tls.key" "$out/"
bundle=$(openssl base64 -A -in "$out/ca.crt")

cat <<COMMANDS
Created $out/ca.crt, $out/tls.crt and $out/tls.key for $name, valid for $days days. Now run:

kubectl -n $namespace create secret tls $secret --cert=$out/tls.crt --key=$out/tls.key --dry-run=client -o yaml | kubectl apply -f -

kubectl patch mutatingwebhookconfiguration $registration --type=json -p '[{"op":"add","path":"/webhooks/0/clientConfig/caBundle","value":"$bundle"}]'

If workloads are advised on too, repeat the last command with /webhooks/1.
COMMANDS
