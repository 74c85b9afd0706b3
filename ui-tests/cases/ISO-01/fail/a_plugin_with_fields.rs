// expect: the plugin `Shop` is not a struct without fields and parameters
// ISO-01: A plugin is a name, without values of its own.

#[schema_iso_diesel::plugin(id = "shop")]
pub struct Shop {
    pub name: String,
}

fn main() {}
