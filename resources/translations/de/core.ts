<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>TrayBridge</name>
  <message>
   <location filename="src/traybridge/core/bridge.py" />
   <source>Is it busy or stuck?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/bridge.py" />
   <source>No answer within {seconds:g} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/bridge.py" />
   <source>No answer to a look at its health</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/bridge.py" />
   <source>There is no Exo cluster “{cluster}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/bridge.py" />
   <source>traybridge providers list shows them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/bridge.py" />
   <source>There is no provider “{provider}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>There is no message to answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>Write something and send it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>Message {position} has an unknown role</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>Use one of {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>The message is empty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>The model name is empty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>Use “auto” or a model's name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>Send a shorter part of it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>Message {position} is too long: {characters:,} characters, at most {most:,}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>Scale the image down and send it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/chat.py" />
   <source>An image in message {position} is too large: {size} MiB, at most 20 MiB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/checkup.py" />
   <source>switched off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/checkup.py" />
   <source>no answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/checkup.py" />
   <source>Is the address right, and is it running?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/checkup.py" />
   <source>It wants a key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/checkup.py" />
   <source>{name}: {what}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/checkup.py" />
   <source>Get one at {page}, then enter it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/checkup.py" />
   <source>Enter it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/checkup.py" />
   <source>key rejected ({why})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/checkup.py" />
   <source>key rejected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/checkup.py" />
   <source>Enter a new key.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/checkup.py" />
   <source>Name a model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/checkup.py" />
   <source>Choose one of its {count} models, for example {examples}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/checkup.py" />
   <source>reachable, but no model is chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/checkup.py" />
   <source>key: {what}</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/core/checkup.py" />
   <source>{count} models</source>
   <extracomment>For one: {count} model</extracomment>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Starter model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Give each provider an id of its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Two providers are called “{provider}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The pinned provider “{provider}” does not exist</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Use one of {names}, or an empty text for none.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Write it as "provider:model", for example "openrouter:openai/gpt-4o".</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The alias “{alias}” points to “{target}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>A provider has no usable id</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Give it a short name, for example “openrouter”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>There is no preset “{preset}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>A header's name has letters, digits and hyphens, its value printable characters.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The header “{header}” cannot be sent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Keys belong in the keyring: traybridge keys set.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The header “{header}” carries a key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Write it like http://127.0.0.1:52415 or https://openrouter.ai/api/v1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The address (base_url) is missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The address (base_url) cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The address (base_url) holds a user name or a key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>Leave it out; keys belong in the keyring.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The address “{address}” does not begin with http:// or https://</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/config.py" />
   <source>The address “{address}” names no host</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/conversation.py" />
   <source>A defect of TrayBridge: {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/conversation.py" />
   <source>Ask again; the log tells more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/discovery.py" />
   <source>Server on port {port}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/health.py" />
   <source>The key was refused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/health.py" />
   <source>Enter a new key for this provider.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/keyring.py" />
   <source>There is no keyring here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/keyring.py" />
   <source>The key is kept for this session only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/presets.py" />
   <source>OpenAI-compatible host</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/readings.py" />
   <source>downloading</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/readings.py" />
   <source>downloading {share:.0%}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/readings.py" />
   <source>loading</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/readings.py" />
   <source>loading {share:.0%}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/readings.py" />
   <source>ready</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/readings.py" />
   <source>busy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/readings.py" />
   <source>failed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>The answer ended without a finish reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>not needed: somebody before it answered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>stopped before its turn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>its context is not larger</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>the request itself was refused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>another provider had begun to answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>no time was left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>stopped by the person or program that asked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>Change the request and send it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>{name} refused this request: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>What had arrived is kept. Ask for the rest, or ask again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>The answer of {name} broke off: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>There is nobody to ask</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>There is no such provider; traybridge providers list shows them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>Nobody has the model “{model}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>traybridge models lists what there is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>Did you mean {models}?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>Choose a model for the provider, or name one in the request.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>Start Exo, switch a provider on, or enter a key; traybridge doctor tells what is missing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>{what} ({why})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>No provider could answer. {reasons}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>Try again, or see traybridge doctor.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>a defect of TrayBridge: {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>No response within {seconds:g} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>No first word within {seconds:g} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>Nothing more came for {seconds:g} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>No first word within {seconds:g} s in all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/router.py" />
   <source>The provider may be overloaded; try again or ask another one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>keyring locked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>no key for this address</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>no key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>failover is off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>model not loaded</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>context {window} &lt; {needed} needed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>{thousands:.3g}k</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>only {provider} was asked for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>pinned to {provider}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>local only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>not installed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>monthly cap reached (${spent:.2f} of ${cap:.2f})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>free only: {model} costs money</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>free only: {model} has an unknown price</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>cap for one request: the price of {model} is unknown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>one request may cost ${cost:.4f}, the cap is ${cap:.4f}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>quota used up, again in {time}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>being tested by another request</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>cooling down {time}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>{what}: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>{seconds} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>{minutes} min</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>{hours} h</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>not reachable</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>not looked at yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>“{model}” could be {others}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>has no model “{model}”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>{first} or {second}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>nothing is loaded</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>model not loaded ({why})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>model not loaded: {model} is {state}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/routes.py" />
   <source>no model chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/secret.py" />
   <source>The key is empty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/secret.py" />
   <source>Paste the key and try again; the stored key stays as it was.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/secret.py" />
   <source>The key has a blank, a line break or another character inside that no key has</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/secret.py" />
   <source>Copy it again in one piece, with nothing before or after it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/status.py" />
   <source>not running</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/status.py" />
   <source>nodes are finding each other</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/status.py" />
   <source>no model is loaded</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/status.py" />
   <source>failed: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/status.py" />
   <source>degraded</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/status.py" />
   <source>downloading {model}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/status.py" />
   <source>downloading {model} {share:.0%}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/status.py" />
   <source>loading {model}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/status.py" />
   <source>loading {model} {share:.0%}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/status.py" />
   <source>{state} {model}</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/core/words.py" />
   <source>{count} nodes</source>
   <extracomment>For one: {count} node</extracomment>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{speed:.0f} tok/s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{line} – instead of {model}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{line} – {because}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{name} ({model}): {what}, {time}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>answered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{name}: not asked, {reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>first word after {first}, {total} in all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{read} tokens read, {written} written</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>free</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>cost ${cost:.6f}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>Starting…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>Nobody can answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>Exo answers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>Exo is loading a model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>A local server answers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>The cloud answers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>The starter model answers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{headline} · local only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>ready (tiny)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>ok</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{nodes} not seen lately</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{models} ready</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{models} busy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{model} failed: {why}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{model} failed</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <location filename="src/traybridge/core/words.py" />
   <source>{models} and {count} more</source>
   <extracomment>For one: {models} and {count} more</extracomment>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{seconds:.1f} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{minutes:.1f} min</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>{milliseconds:.0f} ms</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>${dollars:.4f}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>${dollars:.2f}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="src/traybridge/core/words.py" />
   <source>This came from the tiny starter model that ships with TrayBridge: it is quick and private, and often wrong. For better answers start Exo, or enter a key for OpenRouter or Hugging Face.</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
