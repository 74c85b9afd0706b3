//! `Logins`: the credentials with which plugins log in.

use core::fmt;
use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use postgres_protocol::password::scram_sha_256;
use schema_iso::id::{LOGIN_PREFIX, OWNER_PREFIX, PluginId, SCHEMA_PREFIX};
use sha2::Sha256;

use super::identifier::{literal, quoted};
use crate::address::Address;

/// Fewer bytes of a secret can be guessed from what PostgreSQL keeps of a password.
pub(crate) const SHORTEST_SECRET: usize = 16;

/// What the passwords are derived for, so that the secret can serve for other things, too.
const PURPOSE: &[u8] = b"schema-iso: password of the login ";

/// The credentials with which plugins log in, for [`Isolation::Logins`](crate::Isolation::Logins).
///
/// The login of the plugin `my-feature` is `login_my_feature`. Nothing of a credential is in
/// an error, an event or a `Debug` text, and no statement holds more of it than the SCRAM
/// verifier, from which nobody can log in.
///
/// ```
/// use schema_iso_host::{Host, Isolation, Logins};
///
/// # let secret = "a secret that the deployment keeps";
/// let builder = Host::builder("postgres://app@localhost/app")
///     .isolation(Isolation::Logins)
///     .logins(Logins::derived_from(secret));
/// # drop(builder);
/// ```
#[derive(Clone)]
pub struct Logins(Source);

type Provider = Arc<dyn Fn(PluginId) -> Option<String> + Send + Sync>;

#[derive(Clone)]
enum Source {
    Secret(Arc<[u8]>),
    Passwords(Provider),
    Addresses(Provider),
}

impl Logins {
    /// Passwords that the host derives from a secret of at least 16 bytes (HMAC-SHA-256 of the
    /// login's name), and sets.
    ///
    /// Keep the secret as you keep a password. All hosts of one server that have a plugin in
    /// common must have the same one, since a login belongs to the server and not to a database.
    /// With another secret the next boot sets other passwords; hosts that still run with the old
    /// one keep their connections and get no new ones.
    #[must_use]
    pub fn derived_from(secret: impl AsRef<[u8]>) -> Self {
        Self(Source::Secret(secret.as_ref().into()))
    }

    /// Passwords from a function, which is asked once for each plugin in each boot.
    ///
    /// A login that is missing is made with its password. The password of one that is there
    /// is never changed.
    #[must_use]
    pub fn passwords(
        provider: impl Fn(PluginId) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self(Source::Passwords(Arc::new(provider)))
    }

    /// Whole addresses from a function, which is asked once for each plugin in each boot.
    ///
    /// An administrator makes the logins. They have the usual names, and the addresses lead to
    /// the host's database, on whatever way.
    #[must_use]
    pub fn addresses(
        provider: impl Fn(PluginId) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self(Source::Addresses(Arc::new(provider)))
    }

    /// Returns the name of a plugin's login.
    ///
    /// ```
    /// use schema_iso_host::{Logins, PluginId};
    ///
    /// assert_eq!(Logins::name_of(PluginId::literal("my-feature")), "login_my_feature");
    /// ```
    #[must_use]
    pub fn name_of(plugin: PluginId) -> String {
        login_of(plugin.schema().as_str())
    }

    /// Returns the statement with which an administrator makes a plugin's login where the host
    /// may not; none where the host does not know its password.
    ///
    /// It holds the SCRAM verifier of the password. Nobody can log in with it, but guesses of a
    /// short password can be tried on it, so keep it out of logs.
    ///
    /// ```
    /// use schema_iso_host::{Logins, PluginId};
    ///
    /// let logins = Logins::derived_from("a secret that the deployment keeps");
    /// let statement = logins.statement_for(PluginId::literal("shop")).unwrap();
    /// assert!(statement.starts_with("CREATE ROLE \"login_shop\" LOGIN NOINHERIT PASSWORD E'SCRAM-SHA-256$"));
    /// ```
    #[must_use]
    pub fn statement_for(&self, plugin: PluginId) -> Option<String> {
        let verifier = self.verifier(plugin)?;
        Some(create(&Self::name_of(plugin), &verifier))
    }

    /// Whether the secret is too short to derive passwords from.
    pub(crate) fn is_short(&self) -> bool {
        matches!(&self.0, Source::Secret(secret) if secret.len() < SHORTEST_SECRET)
    }

    /// Whether the host sets the passwords of logins that are there.
    pub(crate) fn sets_passwords(&self) -> bool {
        matches!(self.0, Source::Secret(_))
    }

    /// What PostgreSQL keeps of a plugin's password; none where the host does not know it.
    pub(crate) fn verifier(&self, plugin: PluginId) -> Option<String> {
        let password = self.password(plugin)?;
        Some(scram_sha_256(password.as_bytes()))
    }

    /// The address with which a plugin logs in; none if the provider has nothing for it.
    pub(crate) fn address(
        &self,
        host: &Address,
        database: &str,
        plugin: PluginId,
    ) -> Option<Address> {
        if let Source::Addresses(provider) = &self.0 {
            return provider(plugin).map(Address::new);
        }
        let password = self.password(plugin)?;
        Some(host.for_login(database, &Self::name_of(plugin), &password))
    }

    fn password(&self, plugin: PluginId) -> Option<String> {
        match &self.0 {
            Source::Secret(secret) => Some(derive(secret, &Self::name_of(plugin))),
            Source::Passwords(provider) => provider(plugin).filter(|it| !it.is_empty()),
            Source::Addresses(_) => None,
        }
    }
}

impl fmt::Debug for Logins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Source::Secret(_) => "Logins::derived_from(…)",
            Source::Passwords(_) => "Logins::passwords(…)",
            Source::Addresses(_) => "Logins::addresses(…)",
        })
    }
}

/// The name of the login of the plugin with a schema. No schema of a plugin begins so, and
/// with a prefix that is no longer it is no longer than PostgreSQL allows.
pub(crate) fn login_of(schema: &str) -> String {
    prefixed(LOGIN_PREFIX, schema)
}

/// The name of the role that owns what stands in a schema.
pub(crate) fn owner_of(schema: &str) -> String {
    prefixed(OWNER_PREFIX, schema)
}

fn prefixed(prefix: &str, schema: &str) -> String {
    let name = schema.strip_prefix(SCHEMA_PREFIX).unwrap_or(schema);
    format!("{prefix}{name}")
}

/// The statement that makes a login.
pub(crate) fn create(login: &str, verifier: &str) -> String {
    let (login, verifier) = (quoted(login), literal(verifier));
    format!("CREATE ROLE {login} LOGIN NOINHERIT PASSWORD {verifier}")
}

fn derive(secret: &[u8], login: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    mac.update(PURPOSE);
    mac.update(login.as_bytes());
    let bytes = mac.finalize().into_bytes();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOP: PluginId = PluginId::literal("shop");
    const SECRET: &str = "a secret that nobody knows";

    #[test]
    fn every_login_and_every_secret_has_a_password_of_its_own() {
        let password = |secret: &str, id| Logins::derived_from(secret).password(id);
        let shop = password(SECRET, SHOP);
        assert_eq!(shop.as_deref().map(str::len), Some(64));
        assert_eq!(shop, password(SECRET, SHOP));
        assert_ne!(shop, password(SECRET, PluginId::literal("shop2")));
        assert_ne!(shop, password("another secret than that", SHOP));
    }

    #[test]
    fn nothing_of_a_credential_is_printed() {
        let known = |_| Some("s3cr3tpa55".to_owned());
        for logins in [
            Logins::derived_from("s3cr3tpa55 s3cr3tpa55"),
            Logins::passwords(known),
            Logins::addresses(known),
        ] {
            assert!(!format!("{logins:?} {logins:#?}").contains("s3cr3t"));
        }
    }

    #[test]
    fn the_longest_names_are_no_longer_than_postgresql_allows() {
        let id = "a".repeat(PluginId::MAX_BYTES);
        let schema = PluginId::new(&id).expect("as long as it may be").schema();
        assert_eq!(login_of(schema.as_str()).len(), 62);
        assert_eq!(owner_of(schema.as_str()).len(), 62);
    }
}
