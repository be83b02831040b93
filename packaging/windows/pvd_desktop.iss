; Inno Setup script of the Windows installer. NOT TESTED: no Windows machine was at hand when it was written.
; 1. on Windows:  py run.py package          (makes dist\pvd-desktop)
; 2. then:        iscc /DVersion=0.1.0 packaging\windows\pvd_desktop.iss
; Installed for one user: town halls rarely give administrator rights.

#ifndef Version
  #error Give the version: iscc /DVersion=0.1.0 pvd_desktop.iss
#endif

[Setup]
AppId=fr.pvd-desktop
AppName=PVD Desktop
AppVersion={#Version}
AppPublisher=PVD Desktop
DefaultDirName={localappdata}\Programs\PVD Desktop
DefaultGroupName=PVD Desktop
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=pvd-desktop-{#Version}-windows
Compression=lzma2
SolidCompression=yes
ChangesAssociations=yes
UninstallDisplayIcon={app}\pvd-desktop.exe

[Languages]
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"

[InstallDelete]
; Libraries of an older version must not stay beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\pvd-desktop\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\PVD Desktop"; Filename: "{app}\pvd-desktop.exe"
Name: "{userdesktop}\PVD Desktop"; Filename: "{app}\pvd-desktop.exe"; Tasks: bureau

[Tasks]
Name: "bureau"; Description: "Créer un raccourci sur le bureau"; Flags: unchecked

[Registry]
Root: HKCU; Subkey: "Software\Classes\.pvd"; ValueType: string; ValueData: "PVDDesktop.Projet"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\PVDDesktop.Projet"; ValueType: string; ValueData: "Projet PVD Desktop"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\PVDDesktop.Projet\shell\open\command"; ValueType: string; ValueData: """{app}\pvd-desktop.exe"" ""%1"""

[Run]
Filename: "{app}\pvd-desktop.exe"; Description: "Ouvrir PVD Desktop"; Flags: nowait postinstall skipifsilent
