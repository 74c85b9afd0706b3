// expect: the previous id `market` is named twice
// ISO-02: Previous ids are tried one after the other.

#[schema_iso_diesel::plugin(id = "shop", previous_ids("market", "bazaar", "market"))]
pub struct Shop;

fn main() {}
