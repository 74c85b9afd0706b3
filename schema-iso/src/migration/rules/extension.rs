//! `extension`: extensions belong to the database.

use squawk_parser::SyntaxKind::{self, *};

use crate::migration::page::RulePage;
use crate::migration::syntax::{Node, fold};
use crate::migration::visit::Visit;

pub(super) const PAGE: RulePage = RulePage {
    code: "extension",
    problem: "A migration installs, changes or drops an extension, which a database has only once.",
    solution: "Let the host install it (`HostBuilder::extension`), in a schema that it shares with all plugins; its functions \
               and types are then found without a schema. `CREATE EXTENSION IF NOT EXISTS` of it may stay: it does nothing \
               then, and the boot stops if the host does not declare it. `gen_random_uuid()` needs no extension.",
    reported: "CREATE EXTENSION pgcrypto;",
    accepted: "CREATE EXTENSION IF NOT EXISTS pgcrypto;",
};

pub(super) fn node(visit: &mut Visit<'_>, node: Node<'_>, kind: SyntaxKind) {
    let what = match kind {
        CREATE_EXTENSION if node.has_child(IF_NOT_EXISTS) => return if_not_exists(visit, node),
        CREATE_EXTENSION => "installs",
        ALTER_EXTENSION | ALTER_EXTENSION_ADD | ALTER_EXTENSION_DROP | ALTER_EXTENSION_UPDATE => {
            "changes"
        }
        DROP_EXTENSION => "drops",
        OBJECT_EXTENSION => "comments on",
        _ => return,
    };
    let inside = node
        .parent()
        .is_some_and(|parent| parent.kind() == ALTER_EXTENSION);
    if !inside {
        visit.error(
            &PAGE,
            node,
            format!("this {what} an extension, which the whole database shares"),
            "let the host install it into a schema that it shares with all plugins",
        );
    }
}

/// `CREATE EXTENSION IF NOT EXISTS name [SCHEMA shared]`: nothing, where the host has installed it.
fn if_not_exists(visit: &mut Visit<'_>, node: Node<'_>) {
    let Some(name) = node.child(EXTENSION) else {
        return visit.error(
            &PAGE,
            node,
            "this installs an extension without a name",
            "leave it out",
        );
    };
    let named = name.tokens().next().map(|token| fold(token.text()));
    let named = named.unwrap_or_default();
    if let Some(declared) = visit.context.extensions
        && !declared.contains(&&*named)
    {
        let message = format!("the extension `{named}` is not one that the host installs");
        let help = format!("let the host declare it: `.extension(\"{named}\", \"extensions\")`");
        return visit.error(&PAGE, name, message, help);
    }
    let words = node
        .tokens()
        .filter(|token| token.kind() == CASCADE_KW || token.kind() == VERSION_KW);
    if let Some(word) = words.into_iter().next() {
        let message = format!("the host decides about `{}` of an extension", word.text());
        return visit.error(&PAGE, word, message, "leave it out");
    }
    let schema = node
        .descendants()
        .find(|inside| inside.kind() == SCHEMA_REF);
    if let Some(schema) = schema {
        let spelled = fold(schema.text());
        if !visit.context.shared_schemas.contains(&&*spelled) {
            let message =
                format!("`{spelled}` is not a schema that the host shares with all plugins");
            let help = "leave `SCHEMA` out, or name the shared schema that the host installs it in";
            visit.error(&PAGE, schema, message, help);
        }
    }
}
