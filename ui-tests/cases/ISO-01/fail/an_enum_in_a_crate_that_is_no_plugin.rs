// expect: `Role` belongs to no plugin: the crate `
// ISO-01: An enum has an owner.

#[schema_iso_diesel::plugin_enum]
#[derive(Debug)]
pub enum Role {
    Reader,
    Admin,
}

fn main() {}
