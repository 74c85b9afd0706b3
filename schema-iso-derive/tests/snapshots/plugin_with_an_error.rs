pub struct Notes;
::core::compile_error! {
    "the plugin id has the upper-case letter 'N' at position 1\nhelp: write `no`\nnote: an id is a-z and 0-9 in words joined by single hyphens, at most 56 bytes long\nnote: rule ISO-02, see https://docs.rs/schema-iso/latest/schema_iso/rules/iso_02/index.html"
}
#[doc(hidden)]
#[allow(unused_extern_crates, reason = "the name is for Diesel's derives, too")]
extern crate schema_iso_diesel as diesel;
#[doc(hidden)]
pub(crate) type PluginOfThisCrate = Notes;
impl Notes {
    #[doc(hidden)]
    pub(crate) const __ID: ::diesel::__private::PluginId = ::diesel::__private::PluginId::literal(
        "none",
    );
}
impl ::diesel::__private::ManifestCheckedByMacro for Notes {}
impl ::diesel::__private::Plugin for Notes {
    const METADATA: ::diesel::__private::PluginMetadata = ::diesel::__private::PluginMetadata::new(
        <Notes>::__ID,
        "",
        "",
    );
}
