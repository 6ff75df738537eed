"""The obligations around patients' data, one module a subject: `from esante_rules.rgpd import retention`."""
