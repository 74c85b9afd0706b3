mod found;
mod tuples;
pub(crate) fn dump() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let doc = crate::rustdoc::Documented::of(root).unwrap_or_else(|e| panic!("{e:?}"));
    println!("{:?} {} {:?}", doc.crates.keys(), doc.version, doc.features);
    for (name, krate) in &doc.crates {
        for it in found::implementations(krate) {
            println!("{name}\t{}\t{}", it.line(), it.unasked.join(", "));
        }
    }
}
