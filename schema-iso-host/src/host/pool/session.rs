//! `SessionSettings`: the settings of a plugin's sessions, and the reset for the next plugin.

use std::collections::hash_map::RandomState;
use std::fmt::Write as _;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

use schema_iso::id::{PluginId, SharedSchemaName};

use super::PoolOptions;
use crate::host::isolation::Isolation;
use crate::migrate::{literal, quoted, search_path};

/// Takes away whatever a plugin may have left in its session, but for prepared statements:
/// cursors, role, settings, subscriptions, locks, plans, temporary objects, sequences.
///
/// `DISCARD ALL` does the same and more, but may not stand beside other statements. Diesel
/// sets the last two when it connects, so that `RESET ALL` takes them away.
///
/// A second session of the plugin can lock a temporary object of this one, so that the reset
/// does not wait for long; it fails, and the connection is closed.
const RESET: &str = "CLOSE ALL; RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; UNLISTEN *; \
                     SELECT pg_catalog.pg_advisory_unlock_all(); \
                     SET lock_timeout TO 100; DISCARD TEMP; RESET lock_timeout; \
                     DISCARD PLANS; DISCARD SEQUENCES; \
                     SET TIME ZONE 'UTC'; SET CLIENT_ENCODING TO 'UTF8'; ";

/// Goes before the reset outside of a transaction: it runs in one that begins with what the
/// plugin has left as defaults, among them to wait until no other transaction can disturb it
/// (`DEFERRABLE`).
const PLAIN_TRANSACTION: &str =
    "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE, NOT DEFERRABLE; ";

/// Goes before the reset inside of a transaction: what a plugin has put off to the end of the
/// transaction happens at the end of its turn. Otherwise its triggers would run in the session
/// of another plugin, with that one's role and search path.
const END_TURN: &str = "SET CONSTRAINTS ALL IMMEDIATE; ";

/// Takes away the statements that were prepared by SQL, as a function of a plugin does. A
/// pooler that shares server connections prepares its own by the protocol, and counts on them.
const DEALLOCATE_OF_SQL: &str = "DO $$ DECLARE statement text; BEGIN \
                                 FOR statement IN SELECT name FROM pg_catalog.pg_prepared_statements \
                                 WHERE from_sql LOOP \
                                 EXECUTE pg_catalog.format('DEALLOCATE %I', statement); \
                                 END LOOP; END $$; ";

/// PostgreSQL cuts `application_name` at this many bytes.
const LONGEST_NAME: usize = 63;

/// The statements for the sessions of one plugin.
#[derive(Debug, Clone)]
pub(in crate::host) struct SessionSettings {
    /// For a session that has served nobody.
    prepare: String,
    /// For a turn in a transaction, after those of other plugins.
    put_off: String,
    /// Whether the session is this host's alone, and not a pooler's, which others share: then
    /// it can be reset for another plugin, and keeps the statements that Diesel prepares.
    is_own: bool,
    /// How many statements a connection keeps prepared by name.
    most_statements: usize,
    /// Whether it can serve another plugin: its login is the host's.
    is_transferable: bool,
}

impl SessionSettings {
    /// The sessions of a plugin; `None` for those that the host itself takes, for
    /// transactions over several plugins.
    pub(in crate::host) fn new(
        application: &str,
        plugin: Option<PluginId>,
        isolation: Isolation,
        shared: &[SharedSchemaName],
        options: &PoolOptions,
    ) -> Self {
        let name = plugin.map_or_else(
            || application.to_owned(),
            |id| format!("{application}/{id}"),
        );
        let mut prepare = format!("SET application_name TO {}; ", literal(cut(&name)));
        let sets_session = isolation != Isolation::Qualified;
        if let Some(plugin) = plugin.filter(|_| sets_session) {
            let schema = plugin.schema();
            if isolation == Isolation::Roles {
                write!(prepare, "SET ROLE {}; ", quoted(schema.as_str())).ok();
            }
            write!(
                prepare,
                "SET search_path TO {}; ",
                search_path(&schema, shared)
            )
            .ok();
        }
        if sets_session {
            for (setting, timeout) in options.timeouts() {
                if let Some(timeout) = timeout {
                    write!(prepare, "SET {setting} TO {}; ", milliseconds(timeout)).ok();
                }
            }
        }
        Self {
            prepare,
            put_off: plugin.map(put_off_again).unwrap_or_default(),
            is_own: sets_session,
            most_statements: options.most_statements(isolation),
            is_transferable: sets_session && isolation != Isolation::Logins,
        }
    }

    /// Whether a session can be reset and serve another plugin.
    pub(super) fn is_transferable(&self) -> bool {
        self.is_transferable
    }

    /// The statements for a session that has served nobody.
    pub(super) fn prepare(&self) -> &str {
        &self.prepare
    }

    /// The statements for a session that may have served another plugin, on a connection of
    /// Diesel's.
    pub(super) fn reset_and_prepare(&self, in_transaction: bool) -> String {
        let deallocate = if self.is_own {
            "DEALLOCATE ALL; "
        } else {
            DEALLOCATE_OF_SQL
        };
        self.reset(in_transaction, deallocate)
    }

    /// The same for a driver that prepares statements of its own, and gives them up itself.
    #[cfg(feature = "async")]
    pub(super) fn reset_for_driver_and_prepare(&self) -> String {
        self.reset(false, DEALLOCATE_OF_SQL)
    }

    fn reset(&self, in_transaction: bool, deallocate: &str) -> String {
        let (begin, end) = if in_transaction {
            (END_TURN, self.put_off.as_str())
        } else {
            (PLAIN_TRANSACTION, "")
        };
        // A plugin that seeds the random numbers of its session knows those of the next one.
        let seed = format!("SELECT pg_catalog.setseed({}); ", random_seed());
        format!("{begin}{RESET}{deallocate}{seed}{}{end}", self.prepare)
    }

    /// Whether Diesel may prepare statements by name, although the session can have had
    /// some of another plugin before.
    pub(super) fn keeps_statements(&self) -> bool {
        self.is_own && self.names_statements()
    }

    /// Whether Diesel may prepare statements by name on a session that has served nobody.
    pub(super) fn names_statements(&self) -> bool {
        self.most_statements > 0
    }

    /// How many statements a connection keeps prepared by name.
    pub(super) fn most_statements(&self) -> usize {
        self.most_statements
    }
}

/// Puts off again what is `INITIALLY DEFERRED` in the plugin's schema, as at the beginning of a
/// transaction. `SET CONSTRAINTS` finds by its name every constraint of the schema, so a name
/// that one has that cannot be put off is left out.
fn put_off_again(plugin: PluginId) -> String {
    let schema = plugin.schema();
    let (text, name) = (literal(schema.as_str()), quoted(schema.as_str()));
    format!(
        "DO $$ DECLARE names text; BEGIN \
         SELECT pg_catalog.string_agg(pg_catalog.format('{name}.%I', conname), ', ') INTO names \
         FROM (SELECT conname FROM pg_catalog.pg_constraint JOIN pg_catalog.pg_namespace n \
         ON n.oid OPERATOR(pg_catalog.=) connamespace WHERE nspname OPERATOR(pg_catalog.=) {text} \
         GROUP BY conname HAVING pg_catalog.bool_and(condeferred)) put_off; \
         IF names IS NOT NULL THEN \
         EXECUTE pg_catalog.concat('SET CONSTRAINTS ', names, ' DEFERRED'); \
         END IF; END $$; "
    )
}

fn cut(name: &str) -> &str {
    let mut end = name.len().min(LONGEST_NAME);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

fn milliseconds(timeout: Duration) -> u128 {
    // 0 is "no limit" to PostgreSQL.
    timeout.as_millis().clamp(1, i32::MAX.unsigned_abs().into())
}

/// A number between -1 and 1 that nobody else knows; the standard library's hash keys are
/// random.
fn random_seed() -> f64 {
    let bits = RandomState::new().build_hasher().finish() >> 11;
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    let unit = bits as f64 / (1_u64 << 53) as f64;
    unit * 2.0 - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_between_characters() {
        let name = "ä".repeat(40);
        assert_eq!(cut(&name).len(), 62);
        assert_eq!(cut("shop/auth"), "shop/auth");
    }

    #[test]
    fn a_seed_is_between_minus_one_and_one_and_never_the_same() {
        let seeds = [random_seed(), random_seed()];
        assert!(seeds.iter().all(|seed| (-1.0..=1.0).contains(seed)));
        assert_ne!(seeds[0].to_bits(), seeds[1].to_bits());
    }
}
