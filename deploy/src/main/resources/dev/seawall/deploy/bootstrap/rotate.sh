#!/bin/bash
# Fetches this slot's next certificate when there is one. It comes encrypted to the key that the slot has now, so it may
# lie where every machine of the network can read it. What is taken in is a whole pair, by turning one link round.
set -Eeuo pipefail
umask 077

readonly name=@name@ url=@url@
readonly identities=${SEAWALL_ROOT:-}/etc/seawall/identities
readonly current=$identities/current unfinished=$identities/unfinished

say() { printf 'seawall rotate: %s\n' "$*"; }

# Says once why an envelope isn't taken in: it will be the same at the next look.
refuse() {
    say "the new certificate of $name is refused, the old one stays: $*" >&2
    printf '%s\n' "$envelope" >"$identities/seen"
    exit 1
}

rm -rf "$unfinished"
mkdir "$unfinished"
trap 'rm -rf "$unfinished"' EXIT
cd "$unfinished"

status=$(curl --silent --show-error --globoff --connect-timeout 5 --max-time 20 --output envelope --write-out '%{http_code}' \
    "$url") || status="curl ended with $?"
case $status in
    200) ;;
    403 | 404) exit 0 ;; # S3 says 403 for what isn't there to those who may not list
    *)
        say "$url could not be asked: $status" >&2
        exit 1
        ;;
esac
envelope=$(sha256sum <envelope)
[[ $envelope != "$(cat "$identities/seen" 2>/dev/null)" ]] || exit 0

openssl cms -decrypt -inform DER -in envelope -recip "$current/cert.pem" -inkey "$current/key.pem" \
    -out content 2>words || refuse "it can't be decrypted by the key that is here: $(head -n 1 words)"
cp "$current/ca.pem" ca.pem
openssl x509 -in content -out cert.pem 2>words || refuse "there is no certificate in it"
openssl pkey -in content -out key.pem 2>words || refuse "there is no private key in it"
openssl verify -no-CApath -no-CAstore -CAfile ca.pem cert.pem >words 2>&1 || refuse "it isn't of this deployment: $(tail -n 1 words)"
found=$(openssl x509 -in cert.pem -noout -checkhost "$name")
[[ $found == *'does match'* ]] || refuse "it is another's: $(openssl x509 -in cert.pem -noout -ext subjectAltName)"
[[ $(openssl x509 -in cert.pem -noout -pubkey) == "$(openssl pkey -in key.pem -pubout)" ]] ||
    refuse "certificate and key don't belong together"

chmod 644 ca.pem cert.pem
rm -f content words envelope
serial=$(openssl x509 -in cert.pem -noout -serial)
next=$identities/${serial#serial=}
before=$(readlink "$current")
cd "$identities"
if [[ ${next##*/} != "$before" ]]; then
    rm -rf "$next"
    sync -f "$unfinished"
    mv "$unfinished" "$next"
    ln -sfn "${next##*/}" "$current.new"
    mv -T "$current.new" "$current"
fi
printf '%s\n' "$envelope" >seen
for old in */; do
    [[ $old == "${next##*/}/" || $old == "$before/" || $old == current/ ]] || rm -rf "${old%/}"
done
say "$name has the certificate ${serial#serial=} now, $(openssl x509 -in "$current/cert.pem" -noout -enddate)"
