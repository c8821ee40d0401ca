"""What to say where a key would go unencrypted over a public network (pure)."""

from traybridge.core.addresses import is_in_the_open
from traybridge.core.config import ProviderConfig
from traybridge.core.i18n import msg


def unencrypted_key(provider: ProviderConfig) -> str:
    """One sentence with the next step, "" where a provider's key is safe on its way or there is none to send."""
    if not (provider.takes_key and is_in_the_open(provider.base_url)):
        return ""
    return msg(
        "Its key goes unencrypted over the internet (http://), where others can read it: use https:// if the host"
        " offers it."
    )
