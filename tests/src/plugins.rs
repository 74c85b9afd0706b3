//! Plugins written by hand.

use schema_iso::plugin::EmbeddedMigration;

/// A migration of which only the name and the texts matter.
#[must_use]
pub const fn migration(
    name: &'static str,
    up: &'static str,
    down: &'static str,
) -> EmbeddedMigration {
    EmbeddedMigration::new(version(name), name, up, "migrations/up.sql")
        .with_down(down, "migrations/down.sql")
}

/// What stands before the underscore.
const fn version(name: &str) -> &str {
    let mut end = 0;
    while end < name.len() && name.as_bytes()[end] != b'_' {
        end += 1;
    }
    name.split_at(end).0
}

/// Declares a plugin: its type, its id, and what the methods of its metadata set. All plugins of
/// a test are in one crate, which a plugin that changes its id does not leave.
#[macro_export]
macro_rules! plugin {
    ($vis:vis $name:ident, $id:literal $(, $method:ident($value:expr))* $(,)?) => {
        $vis struct $name;

        impl $crate::ManifestUnchecked for $name {}

        impl $crate::Plugin for $name {
            const METADATA: $crate::PluginMetadata =
                $crate::PluginMetadata::new(
                    $crate::PluginId::literal($id),
                    env!("CARGO_PKG_NAME"),
                    "1.0.0",
                )
                    $(.$method($value))*;
        }
    };
}
