#!/bin/sh
# Wraps the frozen folder into one AppImage. NOT TESTED: appimagetool was not at hand when it was written.
#   python3 run.py package && packaging/linux/make_appimage.sh
# appimagetool must be on the PATH; the result runs on systems at least as recent as the one that built the folder.
set -eu
cd "$(dirname "$0")/../.."

dossier=build/PVD-Desktop.AppDir
rm -rf "$dossier"
mkdir -p "$dossier/usr/lib" "$dossier/usr/share/mime/packages"
cp -a dist/pvd-desktop "$dossier/usr/lib/pvd-desktop"
cp packaging/linux/pvd-desktop.desktop packaging/linux/pvd-desktop.svg "$dossier/"
cp packaging/linux/pvd-desktop.xml "$dossier/usr/share/mime/packages/"
ln -s pvd-desktop.svg "$dossier/.DirIcon"
cat > "$dossier/AppRun" <<'FIN'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/usr/lib/pvd-desktop/pvd-desktop" "$@"
FIN
chmod +x "$dossier/AppRun"
appimagetool "$dossier" "dist/PVD-Desktop-$(uname -m).AppImage"
