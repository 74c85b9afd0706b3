//! The address of a plugin's login: that of the host, with another user and password.

use super::Address;

impl Address {
    /// The same server, as another user. The database is named, since libpq takes the user's
    /// name for it where an address names none.
    ///
    /// Of a keyword that stands twice, libpq takes the last one, in both forms.
    pub(crate) fn for_login(&self, database: &str, login: &str, password: &str) -> Self {
        let words = [
            ("dbname", database),
            ("user", login),
            ("password", password),
        ];
        let is_url = ["postgres://", "postgresql://"];
        let mut address = self.0.clone();
        if is_url.iter().any(|scheme| address.starts_with(scheme)) {
            let mut separator = if address.contains('?') { '&' } else { '?' };
            for (key, value) in words {
                address.push(separator);
                address.push_str(&format!("{key}={}", encoded(value)));
                separator = '&';
            }
        } else {
            for (key, value) in words {
                let value = value.replace('\\', "\\\\").replace('\'', "\\'");
                address.push_str(&format!(" {key}='{value}'"));
            }
        }
        Self(address)
    }
}

/// A text with everything percent-encoded but letters and digits.
fn encoded(text: &str) -> String {
    let bytes = text.bytes().map(|byte| match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    bytes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn login(address: &str) -> String {
        let address = Address::new(address);
        address.for_login("a db", "login_shop", r"it's\&x").0
    }

    #[test]
    fn a_login_replaces_user_and_password_of_both_forms() {
        assert_eq!(
            login("postgres://app:pw@localhost"),
            "postgres://app:pw@localhost?dbname=a%20db&user=login%5Fshop&password=it%27s%5C%26x"
        );
        assert_eq!(
            login("postgresql:///db?host=/tmp"),
            "postgresql:///db?host=/tmp&dbname=a%20db&user=login%5Fshop&password=it%27s%5C%26x"
        );
        assert_eq!(
            login("host=/tmp password=pw"),
            r"host=/tmp password=pw dbname='a db' user='login_shop' password='it\'s\\&x'"
        );
    }

    #[test]
    fn both_passwords_are_taken_out_of_a_message() {
        for host in ["postgres://app:hosts@h", "host=h password=hosts"] {
            let address = Address::new(host).for_login("db", "login_shop", "plugins");
            let secrets = super::super::Secrets::of(&address.0).expect("a plain form");
            assert_eq!(secrets.redact("hosts plugins"), "… …");
        }
    }
}
