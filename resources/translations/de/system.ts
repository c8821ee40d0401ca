<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>not a regular file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>{file} could not be saved: the disk is full</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>Free some space on the disk of {folder} and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>{file} could not be saved: no permission</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>Let your user write to {folder}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>{file} could not be saved: the disk is read-only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>Make the disk of {folder} writable.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>{file} could not be saved ({reason})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/atomic.py" />
   <source>Look at {folder} and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/linux.py" />
   <source>Launch at login could not be switched off ({reason})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/linux.py" />
   <source>Remove {file} yourself.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/macos.py" />
   <source>Open System Settings &gt; General &gt; Login Items and allow TrayBridge there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/macos.py" />
   <source>macOS wants you to allow launch at login</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/macos.py" />
   <source>macOS refused launch at login</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/macos.py" />
   <source>macOS did not switch launch at login off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/windows.py" />
   <source>Look at Settings &gt; Apps &gt; Startup.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/windows.py" />
   <source>Install TrayBridge in a folder with a shorter name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/windows.py" />
   <source>The command is longer than the {limit} characters that Windows starts at login</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/windows.py" />
   <source>Windows did not switch launch at login off ({reason})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/autostart/windows.py" />
   <source>Windows did not switch launch at login on ({reason})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>Move away what is there, or make it a text file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>{file} is no file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>This cannot be a settings file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>{file} is larger than 1 MiB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>{file} cannot be read ({reason})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>Make it readable for your user: chmod u+rw {file}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>The file is not UTF-8 text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>Save it as UTF-8 in your editor.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>Nothing was saved, because the settings file is broken: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>The settings file has a layout that cannot be changed without loss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configfile.py" />
   <source>Make this change by hand; the file is as it was.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a name is given twice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a table is given twice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a number has too many digits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>The settings are nested too deeply</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>Remove the lists inside lists.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>The settings cannot be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>true or false</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>one of {values}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a list of texts, for example ["first", "second"]</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a text in quotes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a whole number from {low} to {high}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a whole number from {low}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a whole number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a whole number, at most {high}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a number above {above}, at most {high}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a number above {above}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a number from {low} to {high}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a number from {low}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>a number, at most {high}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>“{name}” is missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>Write {allowed}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>“{name}” is no table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>Write it as [{name}], settings below.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>“{name}” is no list of tables</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>Write [[{name}]] with two brackets above each one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>Write [[{name}]] above each one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>Allowed is {allowed}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>“{name}” cannot be this</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>“{name}” cannot be {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>({count} more after it.)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>Look at line {line}, column {column}: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>Look at line {line}: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>The file is not valid TOML</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>“{name}” is not known and is left alone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configread.py" />
   <source>Is “{close}” meant?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configvalues.py" />
   <source>Name one of its settings, or use: traybridge providers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configvalues.py" />
   <source>“{name}” is not one setting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configvalues.py" />
   <source>There are {count} providers, counted from 0.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configvalues.py" />
   <source>There is no provider for “{name}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configvalues.py" />
   <source>There are {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configvalues.py" />
   <source>Name one of {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configvalues.py" />
   <source>Known here: nothing below that.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configvalues.py" />
   <source>Known here: {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configvalues.py" />
   <source>There is no setting “{name}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/configvalues.py" />
   <source>“{name}” cannot be set to that</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/control.py" />
   <source>Make it writable for your user and start again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/control.py" />
   <source>The folder {folder} cannot be used ({reason})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/filelock.py" />
   <source>Close other TrayBridge commands and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/filelock.py" />
   <source>Another program has been writing beside {file} for {seconds:.0f} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/instance.py" />
   <source>TrayBridge is already running</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/instance.py" />
   <source>Use its window, or end it: traybridge quit.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/instance.py" />
   <source>The request on the control socket cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/listeners.py" />
   <source>a program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/listeners.py" />
   <source>{program} (process {process})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>Remove it, or set XDG_RUNTIME_DIR to a folder of your own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The folder {folder} cannot be trusted: it is missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The folder {folder} cannot be trusted: it cannot be looked at ({reason})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The folder {folder} cannot be trusted: it is no folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The folder {folder} cannot be trusted: it belongs to another user</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The folder {folder} cannot be trusted: it can be used by others</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>Write the whole path of the folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>{variable} names a home folder that does not exist</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The home folder of this user cannot be found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>Set {variable} to a folder of your own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>The folder {folder} cannot be made ({reason})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/paths.py" />
   <source>Make it yourself, or set {variable} to a folder that you may write to.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Windows keeps no key longer than {limit} characters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>This one has {count}. Was something else pasted?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Take it out of PYTHON_KEYRING_BACKEND or keyringrc.cfg; until then keys last for this session only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>The keyring backend {name} is not known to keep keys safe</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Look at PYTHON_KEYRING_BACKEND and keyringrc.cfg.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>The chosen keyring cannot be loaded ({reason})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>The keyring is locked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Unlock it from the tray's menu, or log in to your desktop.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>This system has no keyring that TrayBridge can use</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Start one, for example GNOME Keyring, KWallet or KeePassXC; until then keys last for this session only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>The keyring did not let TrayBridge in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Try again, and allow it when the system asks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Look for a window that asks for a password, then try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>The keyring did not answer within {seconds:g} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>The stored key of {account} cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>It stays as it is. To replace it: traybridge keys set {account}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>Try again; if that does not help, restart it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/system/vaults.py" />
   <source>The keyring failed ({reason})</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
