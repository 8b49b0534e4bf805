# Unpacks packages of npm into /unpacked, and writes what is there then as a tar archive to standard output. Arguments: file and folder
# of each package. No script of a package is run. Where something will not do, standard error says so and the exit code is 3.
export LC_ALL=C
refuse() { echo "$1" >&2; exit 3; }

while [ $# -gt 0 ]; do
  file=$1 folder=$2 name=${1##*/}
  shift 2
  tar --list --gzip --absolute-names --file="$file" > /tmp/names 2> /tmp/said || refuse "$name is no proper package: $(head -n 1 /tmp/said)"
  if grep -Eq '^/|(^|/)\.\.(/|$)' /tmp/names; then refuse "$name is no proper package: it has a path that leads out of its folder."; fi
  mkdir -p "/unpacked/$folder"
  # Everything in an archive of npm lies in one folder, whose name does not matter.
  tar --extract --gzip --file="$file" --strip-components=1 --no-same-owner --no-same-permissions --directory="/unpacked/$folder" 2> /tmp/said \
    || { if grep -q 'No space left' /tmp/said; then refuse "$name is too large when unpacked."; fi; refuse "$name is no proper package: $(head -n 1 /tmp/said)"; }
done
exec tar --create --format=pax --sort=name --mode=u+rwX,go+rX --directory=/unpacked --file=- .
