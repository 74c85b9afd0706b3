// expect: the attribute `depends_on` of `#[plugin]` is not written as it should be
// ISO-02: A dependency is a type, so that the compiler finds it.

#[schema_iso_diesel::plugin(id = "shop", depends_on("auth"))]
pub struct Shop;

fn main() {}
