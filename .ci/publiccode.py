"""publiccode.yml is what the standard asks for (version 0.4), but for what only whoever publishes it knows: `url` and contacts.

The standard's own parser asks the network for the address; this asks for all else: keys, words of its lists, lengths, files.
"""

import sys
import tomllib
from pathlib import Path

from ruamel.yaml import YAML

root = Path(__file__).parent.parent
known = YAML(typ="safe").load((root / "publiccode.yml").read_text(encoding="utf-8"))
citation = YAML(typ="safe").load((root / "CITATION.cff").read_text(encoding="utf-8"))
version = tomllib.loads((root / "Cargo.toml").read_text())["workspace"]["package"]["version"]
wrong = []


def ask(holds: bool, what: str) -> None:
    if not holds:
        wrong.append(what)


STATUS = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {"standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend", "standalone/other",
         "addon", "library", "configurationFiles"}
# Those of the standard's lists that this project may come to use.
CATEGORIES = {"budgeting", "business-intelligence", "collaboration", "data-analytics", "data-visualization", "financial-reporting",
              "grant-management", "it-management", "predictive-analysis", "procurement", "project-collaboration",
              "project-management", "resource-management"}
SCOPES = {"education", "finance-and-economic-development", "local-authorities", "research", "science-and-technology", "society"}
KEYS = {"publiccodeYmlVersion", "name", "url", "softwareVersion", "platforms", "categories", "developmentStatus", "softwareType",
        "intendedAudience", "description", "legal", "maintenance", "localisation", "landingURL", "releaseDate", "usedBy"}

ask(set(known) <= KEYS, f"keys that the standard does not have, or that this check must learn: {set(known) - KEYS}")
ask(known["publiccodeYmlVersion"] == "0.4", "publiccodeYmlVersion is 0.4, a text")
ask(known["name"] == "commonweal", "name")
ask(known["softwareVersion"] == citation["version"] == version, "one version in publiccode.yml, CITATION.cff and Cargo.toml")
ask(set(known["platforms"]) <= {"web", "windows", "mac", "linux", "ios", "android"} and known["platforms"], "platforms")
ask(set(known["categories"]) <= CATEGORIES and known["categories"], "categories of the standard's list")
ask(set(known["intendedAudience"]["scope"]) <= SCOPES, "scope of the standard's list")
ask(known["developmentStatus"] in STATUS, "developmentStatus")
ask(known["softwareType"] in TYPES, "softwareType")
for language, said in known["description"].items():
    ask(0 < len(said["shortDescription"]) <= 150, f"{language}: shortDescription has at most 150 characters")
    ask(150 <= len(said["longDescription"]) <= 10000, f"{language}: longDescription has 150 to 10,000 characters")
    ask(5 <= len(said["features"]) <= 20, f"{language}: 5 to 20 features")
    ask(all((root / path).is_file() for path in said["screenshots"]), f"{language}: screenshots are there")
ask(known["legal"]["license"] == "MIT OR Apache-2.0", "legal.license")
ask(known["maintenance"]["type"] == "community", "maintenance.type")
ask(known["localisation"]["localisationReady"] is True, "localisationReady")
ask(set(known["localisation"]["availableLanguages"]) == set(known["description"]), "described in every language that it speaks")
# Once published, the address and a person are given together.
contacts = known["maintenance"].get("contacts")
ask(("url" in known) == bool(contacts), "url and maintenance.contacts are set together")

print(f"publiccode.yml: {len(wrong)} problems")
if wrong:
    sys.exit("\n".join(wrong))
