//! Credentials in environment variables.

use super::check::{Missing, check};
use super::environment::Environment;
use super::found::{Found, Origin};
use super::key::Credentials;
use crate::Error;

/// Variables that belong together.
struct Names {
    id: &'static str,
    key: &'static str,
    /// The names of the token, of which the first that is set counts.
    tokens: &'static [&'static str],
}

/// The names that people and tools set come first: in a cloud function, they replace the role of the function. A token
/// belongs to the key of its own names, because the platform sets its token beside the key of a person.
const NAMES: [Names; 2] = [
    Names {
        id: "TENCENTCLOUD_SECRET_ID",
        key: "TENCENTCLOUD_SECRET_KEY",
        // The command line tool, the Node SDK, Terraform and older tools use different names.
        tokens: &[
            "TENCENTCLOUD_TOKEN",
            "TENCENTCLOUD_SESSION_TOKEN",
            "TENCENTCLOUD_SECURITY_TOKEN",
            "QCLOUD_SECRET_TOKEN",
        ],
    },
    Names { id: "TENCENTCLOUD_SECRETID", key: "TENCENTCLOUD_SECRETKEY", tokens: &["TENCENTCLOUD_SESSIONTOKEN"] },
];

/// The names of the command line tool for a role to assume with the key of the environment.
const ROLE: &str = "TENCENTCLOUD_ROLE_ARN";
const ROLE_SESSION_NAME: &str = "TENCENTCLOUD_ROLE_SESSION_NAME";

impl Credentials {
    /// Reads the credentials in environment variables: those that people and tools set, or else those that cloud
    /// functions set for their role. An empty variable counts as not set. Does not assume the role of
    /// `TENCENTCLOUD_ROLE_ARN`, as the [`DefaultChain`](super::DefaultChain) does.
    ///
    /// | id | key | token of a temporary key, the first that is set |
    /// |---|---|---|
    /// | `TENCENTCLOUD_SECRET_ID` | `TENCENTCLOUD_SECRET_KEY` | `TENCENTCLOUD_TOKEN`, `TENCENTCLOUD_SESSION_TOKEN`, `TENCENTCLOUD_SECURITY_TOKEN`, `QCLOUD_SECRET_TOKEN` |
    /// | `TENCENTCLOUD_SECRETID` | `TENCENTCLOUD_SECRETKEY` | `TENCENTCLOUD_SESSIONTOKEN` |
    ///
    /// # Errors
    ///
    /// Fails if the id or key is missing or malformed.
    pub fn from_env() -> Result<Self, Error> {
        read(&Environment::system()).map_err(Missing::into_error)
    }
}

/// Finds the credentials in the environment: the key, or the role that is assumed with it.
pub(super) fn find(environment: &Environment) -> Found {
    let with_role = |key| match environment.variable(ROLE) {
        Some(arn) => {
            let session_name = environment.variable(ROLE_SESSION_NAME);
            Origin::Role(Box::new(Origin::Key(key).assume(&arn, session_name.as_deref())))
        }
        None => Origin::Key(key),
    };
    read(environment).map(with_role).into()
}

/// Reads the variables. An id without a key, or the reverse, is an error. A token alone is ignored, because another
/// tool may have set it.
fn read(environment: &Environment) -> Result<Credentials, Missing> {
    let mut absent = Vec::new();
    for names in &NAMES {
        match names.read(environment) {
            Err(Missing::Absent(error)) => absent.push(error.to_string()),
            found => return found,
        }
    }
    Err(Missing::absent(absent.join("; ")))
}

impl Names {
    fn read(&self, environment: &Environment) -> Result<Credentials, Missing> {
        let token = self.tokens.iter().find_map(|name| Some((name, environment.variable(name)?)));
        let (id, key) = match (environment.variable(self.id), environment.variable(self.key)) {
            (Some(id), Some(key)) => (id, key),
            (None, None) => return Err(self.absent(token.map(|(name, _)| *name))),
            (None, Some(_)) => return Err(half(self.key, self.id)),
            (Some(_), None) => return Err(half(self.id, self.key)),
        };
        let mut found = Credentials::new(id, key);
        found.token = token.map(|(_, token)| token);
        check(&found).map_err(|problem| Missing::wrong(format!("{problem} in the environment ({})", self.id)))?;
        Ok(found)
    }

    fn absent(&self, token: Option<&str>) -> Missing {
        let token = token.map(|name| format!(", only {name} is")).unwrap_or_default();
        Missing::absent(format!("{} and {} are not set{token}", self.id, self.key))
    }
}

fn half(set: &str, missing: &str) -> Missing {
    Missing::wrong(format!("{set} is set, but {missing} is not"))
}

#[cfg(test)]
mod tests {
    use super::{Missing, NAMES, read};
    use crate::credentials::{Credentials, Environment};

    const ID: &str = NAMES[0].id;
    const KEY: &str = NAMES[0].key;

    type Set = Vec<(&'static str, &'static str)>;

    fn variables(set: &[(&'static str, &'static str)]) -> Environment {
        let set = set.to_vec();
        Environment::new(move |name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    fn found(set: &[(&'static str, &'static str)]) -> Credentials {
        read(&variables(set)).map_err(Missing::into_error).unwrap()
    }

    #[test]
    fn reads_every_name_of_the_token() {
        for names in &NAMES {
            let (id, key) = ((names.id, "AKIDx"), (names.key, "key"));
            assert_eq!(found(&[id, key]), Credentials::new("AKIDx", "key"));
            for name in names.tokens {
                assert_eq!(found(&[id, key, (name, "t")]).token(), Some("t"), "{name}");
            }
        }
        let both = [(ID, "AKIDx"), (KEY, "k"), ("TENCENTCLOUD_TOKEN", ""), ("TENCENTCLOUD_SESSION_TOKEN", "s")];
        assert_eq!(found(&both).token(), Some("s"), "an empty variable is not set");
    }

    #[test]
    fn a_token_belongs_to_the_key_of_its_own_names() {
        let function = [
            ("TENCENTCLOUD_SECRETID", "AKIDrole"),
            ("TENCENTCLOUD_SECRETKEY", "r"),
            ("TENCENTCLOUD_SESSIONTOKEN", "t"),
        ];
        assert_eq!(found(&function), Credentials::new("AKIDrole", "r").with_token("t"));
        let replaced: Set = function.into_iter().chain([(ID, "AKIDown"), (KEY, "o")]).collect();
        assert_eq!(found(&replaced), Credentials::new("AKIDown", "o"));
        let other: Set = function.into_iter().chain([("TENCENTCLOUD_TOKEN", "other")]).collect();
        assert_eq!(found(&other).token(), Some("t"));
    }

    #[test]
    fn absent_variables_are_not_an_error() {
        let (first, second) = (
            "TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set",
            "; TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY are not set",
        );
        for (set, notes) in [
            (vec![], ["", ""]),
            (vec![(ID, ""), (KEY, "")], ["", ""]),
            (vec![("TENCENTCLOUD_TOKEN", "t")], [", only TENCENTCLOUD_TOKEN is", ""]),
            (vec![("TENCENTCLOUD_SESSIONTOKEN", "t")], ["", ", only TENCENTCLOUD_SESSIONTOKEN is"]),
        ] {
            let Err(Missing::Absent(error)) = read(&variables(&set)) else { panic!("{set:?}") };
            assert_eq!(error.to_string(), format!("{first}{}{second}{}", notes[0], notes[1]));
        }
    }

    #[test]
    fn reports_mistakes_without_secrets() {
        let id = (ID, "AKIDx");
        for (set, message) in [
            (vec![id], "TENCENTCLOUD_SECRET_ID is set, but TENCENTCLOUD_SECRET_KEY is not"),
            (vec![(KEY, "hush")], "TENCENTCLOUD_SECRET_KEY is set, but TENCENTCLOUD_SECRET_ID is not"),
            (
                vec![("TENCENTCLOUD_SECRETKEY", "hush"), ("TENCENTCLOUD_SESSIONTOKEN", "t")],
                "TENCENTCLOUD_SECRETKEY is set, but TENCENTCLOUD_SECRETID is not",
            ),
            (
                vec![("TENCENTCLOUD_SECRETID", "hush")],
                "TENCENTCLOUD_SECRETID is set, but TENCENTCLOUD_SECRETKEY is not",
            ),
            (
                vec![id, ("TENCENTCLOUD_SECRETKEY", "hush")],
                "TENCENTCLOUD_SECRET_ID is set, but TENCENTCLOUD_SECRET_KEY",
            ),
            (vec![id, (KEY, "hush\n")], "the SecretKey is surrounded by blanks or line breaks"),
            (vec![id, (KEY, "hu\r\nsh")], "the SecretKey contains characters that are not valid in a key"),
            (vec![id, (KEY, "\"hush\"")], "the SecretKey is quoted"),
            (vec![id, (KEY, "k"), ("TENCENTCLOUD_TOKEN", " hush")], "the token is surrounded by blanks"),
        ] {
            let Err(Missing::Wrong(error)) = read(&variables(&set)) else { panic!("{set:?}") };
            assert_eq!(error.kind(), crate::ErrorKind::Credentials);
            assert!(error.to_string().starts_with(message), "{error}");
            assert!(!error.to_string().contains("hu"), "{error}");
        }
    }
}
