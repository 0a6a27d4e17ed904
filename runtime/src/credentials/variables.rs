//! Credentials in environment variables.

use super::check::{Missing, check};
use super::environment::Environment;
use super::key::Credentials;
use crate::Error;

const ID: &str = "TENCENTCLOUD_SECRET_ID";
const KEY: &str = "TENCENTCLOUD_SECRET_KEY";

/// The names of the token in the command line tool, the Node SDK, Terraform and older tools.
const TOKENS: [&str; 4] =
    ["TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN", "QCLOUD_SECRET_TOKEN"];

impl Credentials {
    /// Reads `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY`, and a token from `TENCENTCLOUD_TOKEN`,
    /// `TENCENTCLOUD_SESSION_TOKEN`, `TENCENTCLOUD_SECURITY_TOKEN` or `QCLOUD_SECRET_TOKEN`, whichever is set first,
    /// because tools use different names. An empty variable counts as not set.
    ///
    /// # Errors
    ///
    /// Fails if the id or key is missing or malformed.
    pub fn from_env() -> Result<Self, Error> {
        read(&Environment::system()).map_err(Missing::into_error)
    }
}

/// Reads the variables. An id without a key, or the reverse, is an error. A token alone is ignored, because another
/// tool may have set it.
pub(super) fn read(environment: &Environment) -> Result<Credentials, Missing> {
    let (id, key) = match (environment.read(ID), environment.read(KEY)) {
        (Some(id), Some(key)) => (id, key),
        (None, None) => return Err(Missing::absent(format!("{ID} and {KEY} are not set"))),
        (None, Some(_)) => return Err(Missing::wrong(format!("{KEY} is set, but {ID} is not"))),
        (Some(_), None) => return Err(Missing::wrong(format!("{ID} is set, but {KEY} is not"))),
    };
    let mut found = Credentials::new(id, key);
    found.token = TOKENS.iter().find_map(|name| environment.read(name));
    check(&found).map_err(|problem| Missing::wrong(format!("{problem} in the environment")))?;
    Ok(found)
}

/// Fails if the variables are set incorrectly, so that building a client reports it.
pub(crate) fn check_variables(environment: &Environment) -> Result<(), Error> {
    match read(environment) {
        Err(Missing::Wrong(error)) => Err(error),
        Ok(_) | Err(Missing::Absent(_)) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{ID, KEY, Missing, TOKENS, check_variables, read};
    use crate::credentials::{Credentials, Environment};

    fn variables(set: &[(&'static str, &'static str)]) -> Environment {
        let set = set.to_vec();
        Environment::new(move |name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    fn found(set: &[(&'static str, &'static str)]) -> Credentials {
        read(&variables(set)).map_err(Missing::into_error).unwrap()
    }

    #[test]
    fn reads_every_name_of_the_token() {
        let (id, key) = ((ID, "AKIDx"), (KEY, "key"));
        assert_eq!(found(&[id, key]), Credentials::new("AKIDx", "key"));
        for name in TOKENS {
            assert_eq!(found(&[id, key, (name, "t")]).token(), Some("t"), "{name}");
        }
        let both = [id, key, ("TENCENTCLOUD_TOKEN", ""), ("TENCENTCLOUD_SESSION_TOKEN", "s")];
        assert_eq!(found(&both).token(), Some("s"), "an empty variable is not set");
    }

    #[test]
    fn absent_variables_are_not_an_error() {
        for set in [vec![], vec![(ID, ""), (KEY, "")], vec![("TENCENTCLOUD_TOKEN", "t")]] {
            let Err(Missing::Absent(error)) = read(&variables(&set)) else { panic!("{set:?}") };
            assert_eq!(error.to_string(), "TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set");
            assert!(check_variables(&variables(&set)).is_ok());
        }
    }

    #[test]
    fn reports_mistakes_without_secrets() {
        let id = (ID, "AKIDx");
        for (set, message) in [
            (vec![id], "TENCENTCLOUD_SECRET_ID is set, but TENCENTCLOUD_SECRET_KEY is not"),
            (vec![(KEY, "hush")], "TENCENTCLOUD_SECRET_KEY is set, but TENCENTCLOUD_SECRET_ID is not"),
            (vec![id, (KEY, "hush\n")], "the SecretKey is surrounded by blanks or line breaks"),
            (vec![id, (KEY, "hu\r\nsh")], "the SecretKey contains characters that are not valid in a key"),
            (vec![id, (KEY, "\"hush\"")], "the SecretKey is quoted"),
            (vec![id, (KEY, "k"), ("TENCENTCLOUD_TOKEN", " hush")], "the token is surrounded by blanks"),
        ] {
            let error = check_variables(&variables(&set)).unwrap_err();
            assert_eq!(error.kind(), crate::ErrorKind::Credentials);
            assert!(error.to_string().starts_with(message), "{error}");
            assert!(!error.to_string().contains("hu"), "{error}");
        }
    }
}
