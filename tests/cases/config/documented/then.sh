# What docs/settings.md shows is accepted, and comes to what it says.
page=$(dirname "$0")/../../../../docs/settings.md
mkdir -p security/rules
sed -n '/^```yaml$/,/^```$/p' "$page" | grep -v '^```' >picket.yaml
"$PICKET" config | grep -v '# default'
mkdir other
sed -n '/^```toml$/,/^```$/p' "$page" | grep -v '^```' >other/pyproject.toml
"$PICKET" config other | grep -v '# default'
