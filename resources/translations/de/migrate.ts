<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/migrate/apply.py" />
   <source>The settings changed while the import waited</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/apply.py" />
   <source>Start the import again and look at it anew.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/apply.py" />
   <source>Nothing was removed from the old files. Check the keyring and import again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/apply.py" />
   <source>The keyring did not keep the key of {account}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/bridge_yaml.py" />
   <source>it holds no settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/bridge_yaml.py" />
   <source>failover.{name} is neither true nor false; it was ignored</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/bridge_yaml.py" />
   <source>advanced.{name} is no number of seconds; it was ignored</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/bridge_yaml.py" />
   <source>without a counterpart here, left out: {names}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/continue_dev.py" />
   <source>it holds no list of models</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/continue_dev.py" />
   <source>it is a block of Continue's hub, which holds no address</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/continue_dev.py" />
   <source>it names no provider</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/continue_dev.py" />
   <source>{provider} is no provider that TrayBridge knows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/discover.py" />
   <source>Check the path; without one the home and current folders are read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/discover.py" />
   <source>There is nothing at {path}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/discover.py" />
   <source>it is in no format that TrayBridge reads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/eraser.py" />
   <source>its keys cannot be taken out without breaking it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/export.py" />
   <source>it is no export of TrayBridge</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/export.py" />
   <source>it was made by a newer TrayBridge (format {version}); update this one first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/export.py" />
   <source>{broken} chats in it cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/export.py" />
   <source>providers[{at}] was left out: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is not there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>permission denied; make it readable for you and import again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>its symbolic links lead in a circle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is a folder, not a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>a part of its path is no folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>its path is too long</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>the system refuses</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>its path cannot be used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is no regular file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it has {size:,.0f} MiB, more than the {most} MiB that are read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it grew over the {most} MiB that are read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it holds NUL bytes: it is damaged or no text file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is empty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is not valid JSON from line {line}, column {column} on: cut off or damaged</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is not JSON that can be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it has more than the {most} KiB that are read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is not valid YAML</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is not valid YAML at line {line}, column {column}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is not YAML that can be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/files.py" />
   <source>it is nested too deep</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the key is no text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the encrypted key is damaged</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the key is encrypted and the file with its encryption key is not there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the key is encrypted and the encryption key beside it does not open it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the key has {count:,} characters, more than a keyring takes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the encryption key {name} cannot be used: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/keys.py" />
   <source>the encryption key {name} cannot be used: it is not a Fernet key (44 characters of base64)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/litellm.py" />
   <source>it holds no list of models (model_list)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/litellm.py" />
   <source>it names no model (litellm_params.model)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/litellm.py" />
   <source>its address is kept in {name}, which is not set here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/litellm.py" />
   <source>{provider} speaks a wire that TrayBridge does not</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/llm_keys.py" />
   <source>it holds no object of keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/open_webui.py" />
   <source>it holds no list of connections</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>its address (base_url) holds the key; enter the address without it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>{name} is listed twice; the first one is used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>{name} takes no key; the one here was left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>another key ({key}) from {source} is used for it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>another key ({key}) is stored for it and stays; to use this one: traybridge keys set {account}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>replaces the stored key {key}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>{problem}; the stored one is used</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>{problem}; enter the key again: traybridge keys set {account}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/plan.py" />
   <source>no key in there; enter it: traybridge keys set {account}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/references.py" />
   <source>its key is kept in {name}, which is not set here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/rows.py" />
   <source>it has no address (base_url), and its name is none that TrayBridge knows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/rows.py" />
   <source>there is no preset for Exo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/rows.py" />
   <source>there is no preset for it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/rows.py" />
   <source>its address (base_url) cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/rows.py" />
   <source>its address (base_url) holds a user name or a key; enter the address without it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/rows.py" />
   <source>its address (base_url) is none of http:// or https://</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>The keys are kept for this session only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>Nothing was removed from the old files. Set up a keyring, import again, then scrub.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>Nothing was removed from the old files. Import again, then scrub.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>The key of {accounts} is not in the keyring</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>{name} is set to a key that is in the keyring now; remove it where it is set</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>another program wrote to it meanwhile; close the old tool and scrub again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>it was linked under another name too, which still has the old content</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>{name} still holds something encrypted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>{where} could not be decrypted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>{where} is another key than the one in the keyring</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>the key of {who} is in it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub.py" />
   <source>{reason}; it is no file of the old tools, so it was not changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub_database.py" />
   <source>it is in use; close the old tool and scrub again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/scrub_database.py" />
   <source>the database refused the change ({why})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/servers.py" />
   <source>it answers only with a key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/servers.py" />
   <source>it has no model yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/settings.py" />
   <source>{name} stays as it is set here: {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/settings.py" />
   <source>{name} was not taken over: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/settings.py" />
   <source>There is no such setting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/spiral_codex.py" />
   <source>it holds no object of providers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/spiral_codex.py" />
   <source>entry {label} is no object; it was left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/spiral_codex.py" />
   <source>the key does not fit the checksum beside it; test it after the import</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/sqlite_image.py" />
   <source>it is no SQLite database</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/sqlite_image.py" />
   <source>the database is damaged</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/sqlite_image.py" />
   <source>it was left in the middle of a change; start and end the old tool once, then import again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>it lists {count:,} providers; the first {most:,} were read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>“providers” is one provider instead of a list; it was read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>“providers” is an object instead of a list; its entries were read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>it holds no list of providers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>“current_provider_index” points to no provider; it was ignored</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>{label} is no object; it was left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>switched off in the old tool: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager.py" />
   <source>“max_cost_per_request” is no amount; it was ignored</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager_db.py" />
   <source>the database is damaged ({why}); what could be read was taken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/migrate/token_manager_db.py" />
   <source>it holds neither providers nor conversations of the old tool</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
