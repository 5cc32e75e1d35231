#!/bin/bash
# The first boot of a Seawall instance, run once by cloud-init as root. Every step looks before it acts, so that running
# it again, after whatever ended it halfway, is safe. With SEAWALL_ROOT set, that directory stands for / (rehearsals).
set -Eeuo pipefail
umask 022

readonly deployment=@deployment@ slot=@slot@ program=@program@ volume=@volume@
readonly program_url=@programUrl@ program_sha256=@programSha256@
readonly slot_url=@slotUrl@ slot_sha256=@slotSha256@
readonly patience=@patienceSeconds@
readonly root=${SEAWALL_ROOT:-}
readonly etc=$root/etc/seawall opt=$root/opt/seawall units=$root/etc/systemd/system
readonly logs=$root/var/log/seawall state=$root/var/lib/seawall data=/var/lib/seawall/data
readonly least_java=21 java_package=java-21-amazon-corretto-headless
# The owner of files on the data volume is kept there as a number: the same on every instance.
readonly user=seawall uid=450

say() { printf 'seawall first boot: %s\n' "$*"; }

fail() {
    say "FAILED: $1" >&2
    say "when that is mended, run this again: sudo bash $0" >&2
    exit 1
}

trap 'fail "line $LINENO: \"$BASH_COMMAND\" ended with $?"' ERR

# Whether SECONDS is past a deadline of `$((SECONDS + patience))`.
late() { ((SECONDS >= $1)); }

own() { [[ -n $root ]] || chown "$user:$user" "$@"; }

make_user() {
    if [[ -n $root ]] || id "$user" >/dev/null 2>&1; then return; fi
    say "making the user $user ($uid)"
    useradd --system --uid "$uid" --user-group --no-create-home --shell /sbin/nologin "$user"
}

make_directories() {
    install -d -m 755 "$etc" "$opt/bin" "$units" "$logs" "$root$data"
    own "$logs"
}

# One run at a time.
lock() {
    install -d -m 755 "$state"
    install -d -m 700 "$state/first-boot"
    exec 9>"$state/first-boot/lock"
    flock -n 9 || fail "another run of it is under way"
}

java_release() {
    command -v java >/dev/null || return 0
    java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p'
}

install_java() {
    local release deadline=$((SECONDS + patience))
    release=$(java_release)
    if ((${release:-0} >= least_java)); then
        say "Java $release is here already"
        return
    fi
    say "installing $java_package from the distribution's repository (found ${release:-no Java})"
    until dnf install -y -q "$java_package"; do
        late "$deadline" && fail "dnf did not install $java_package within $patience s, last words above: are the S3 \
endpoint and the rule that lets this instance reach it there? ./seawall verify looks"
        sleep 2
    done
    release=$(java_release)
    ((${release:-0} >= least_java)) || fail "$java_package is installed, but java is ${release:-none} still"
}

is_whole() { [[ -f $1 ]] && [[ $(sha256sum <"$1") == "$2  -" ]]; } # FILE SHA256

# Downloads a file unless it is there, going on where an earlier try broke off; nothing but the right bytes is let in.
fetch() { # WHAT URL SHA256 FILE
    local what=$1 url=$2 sha256=$3 file=$4 deadline=$((SECONDS + patience)) wrong=0 code seen
    if is_whole "$file" "$sha256"; then return; fi
    say "fetching $what"
    until is_whole "$file.part" "$sha256"; do
        code=0
        seen=$(curl --silent --show-error --fail --globoff --connect-timeout 5 --speed-limit 1024 --speed-time 30 \
            --continue-at - --output "$file.part" "$url" 2>&1) || code=$?
        case $code in
            0)
                is_whole "$file.part" "$sha256" && break
                wrong=$((wrong + 1)) seen="its SHA-256 is $(sha256sum <"$file.part" | cut -c 1-64), not $sha256"
                rm -f "$file.part"
                ((wrong < 3)) || fail "$what came with other content 3 times: $seen. ./seawall up publishes it anew"
                ;;
            22) [[ $seen != *" 416"* ]] || rm -f "$file.part" ;; # nothing comes after what is here, which is wrong
            33) rm -f "$file.part" ;; # the server can't go on in the middle
        esac
        [[ $code != 22 || $seen != *" 40"[34]* ]] || fail "$what was refused (${seen##*curl: }): its URL works for a \
limited time; launch anew: ./seawall replace $slot"
        late "$deadline" && fail "$what did not come within $patience s; last: ${seen:-curl ended with $code}"
        say "$what: ${seen:-curl ended with $code}; trying again"
        sleep 1
    done
    mv "$file.part" "$file"
}

# Puts a program in place whole: DIRECTORY is a link, turned round in one step.
install_program() {
    local release=$program-${program_sha256:0:12} old
    if [[ ! -d $opt/$release ]]; then
        fetch "the program $program" "$program_url" "$program_sha256" "$state/first-boot/program.tar"
        rm -rf "$opt/unfinished"
        install -d -m 755 "$opt/unfinished"
        tar --extract --no-same-owner --file "$state/first-boot/program.tar" --directory "$opt/unfinished"
        mv "$opt/unfinished" "$opt/$release"
    fi
    turn "$release" "$opt/$program"
    for old in "$opt/$program"-*; do
        [[ $old == "$opt/$release" ]] || rm -rf "$old"
    done
    say "program $release is in place"
}

turn() { # TARGET LINK
    ln -sfn "$1" "$2.new"
    mv -T "$2.new" "$2"
}

# What only this slot has: its configuration, its units, the rotation script, its first certificate.
install_slot() {
    local from=$state/first-boot/slot file
    if [[ $(cat "$etc/slot.sha256" 2>/dev/null) == "$slot_sha256" ]]; then return; fi
    fetch "what belongs to $slot" "$slot_url" "$slot_sha256" "$from.tar"
    rm -rf "$from"
    install -d -m 700 "$from"
    tar --extract --no-same-owner --file "$from.tar" --directory "$from"
    install -m 755 "$from/seawall-rotate" "$opt/bin/seawall-rotate"
    complete "$from/config.yaml" "$etc/config.yaml"
    for file in seawall.service seawall-rotate.service seawall-rotate.timer; do
        complete "$from/$file" "$units/$file"
    done
    if [[ -d $root/etc/logrotate.d ]]; then complete "$from/logrotate" "$root/etc/logrotate.d/seawall"; fi
    install_identity "$from"
    printf '%s\n' "$slot_sha256" >"$etc/slot.sha256"
    say "configuration and certificate of $slot are in place"
}

# Fills in what only the machine knows.
complete() { # FROM TO
    local instance
    instance=$(cat "$root/var/lib/cloud/data/instance-id" 2>/dev/null || uname -n)
    sed -e "s|__ROOT__|$root|g" -e "s|__JAVA__|$(command -v java)|g" -e "s|__INSTANCE__|$instance|g" "$1" >"$2.new"
    mv "$2.new" "$2"
}

# A certificate that is here already stays: it may be a later one.
install_identity() { # FROM
    if [[ ! -e $etc/identities/current ]]; then
        rm -rf "$etc/identities"
        install -d -m 700 "$etc/identities" "$etc/identities/first"
        install -m 644 "$1/ca.pem" "$1/cert.pem" "$etc/identities/first"
        install -m 600 "$1/key.pem" "$etc/identities/first"
        turn first "$etc/identities/current"
        own -hR "$etc/identities"
    fi
    turn identities/current "$etc/tls"
}

# A new volume reads as zeros. blkid says 2 for a disk that it can't read, too, so what it finds is looked at.
refuse_unless_zeros() { # DEVICE
    local bytes
    [[ ! -d $1 ]] || return 0 # in a rehearsal a disk may be a directory
    bytes=$(head -c 1048576 "$1" | tr -d '\0' | wc -c) || fail "the first MiB of $1 could not be read"
    [[ $bytes == 0 ]] || fail "blkid knows no file system on $1 ($volume), but its first MiB isn't empty: it may hold \
data, so nothing was done to it. If it is to be lost: wipefs --all and blkdiscard, by hand"
}

make_filesystem() { # DEVICE
    local found code=0
    found=$(blkid -p "$1" 2>&1) || code=$?
    if ((code == 2)); then
        refuse_unless_zeros "$1"
        say "$volume is blank: making its file system"
        mkfs.xfs -q "$1" || fail "mkfs.xfs did not make a file system on $1 ($volume), last words above"
    elif ((code != 0)); then
        fail "blkid -p $1 ended with $code: ${found:-no words}. What is on $volume is unclear, so nothing was done to it"
    elif [[ $found != *' TYPE="xfs"'* ]]; then
        fail "$volume holds something else than an xfs file system: $found. Nothing was done to it: is it the right one?"
    fi
}

mount_data() {
    local device=$root/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${volume/-/} deadline=$((SECONDS + patience)) uuid
    if mountpoint -q "$root$data"; then
        say "$volume is mounted already"
        return
    fi
    say "waiting for $volume"
    until [[ -e $device ]]; do
        late "$deadline" && fail "$volume did not appear within $patience s as $device: is it attached to this \
instance? ./seawall status tells"
        sleep 0.2
    done
    make_filesystem "$device"
    uuid=$(blkid -o value -s UUID "$device") || fail "blkid tells no UUID of $device ($volume)"
    touch "$root/etc/fstab"
    awk -v at="$data" '$2 != at' "$root/etc/fstab" >"$state/first-boot/fstab"
    printf 'UUID=%s %s xfs defaults,nofail,noatime 0 2\n' "$uuid" "$data" >>"$state/first-boot/fstab"
    install -m 644 "$state/first-boot/fstab" "$root/etc/fstab.new"
    mv "$root/etc/fstab.new" "$root/etc/fstab"
    systemctl daemon-reload # before mount: systemd takes away what its own idea of fstab doesn't know
    until mount "$data"; do
        late "$deadline" && fail "mount $data failed (UUID $uuid, $volume), last words above; nothing was done to it"
        sleep 1
    done
    mountpoint -q "$root$data" || fail "mount said all is well, but $root$data is no mount point"
    own "$root$data"
    say "$volume is mounted at $data (UUID $uuid)"
}

start() {
    systemctl daemon-reload
    systemctl enable --now seawall-rotate.timer
    systemctl enable --now seawall.service
    systemctl is-active seawall.service >/dev/null || fail "seawall.service did not start; its log: $logs/$slot.log"
}

main() {
    say "$slot of $deployment begins"
    lock
    make_user
    make_directories
    install_java
    install_program
    install_slot
    [[ -z $volume ]] || mount_data
    start 9>&- # what it starts must not hold the lock
    rm -rf "$state/first-boot"
    say "done: $slot has been started"
}

main
