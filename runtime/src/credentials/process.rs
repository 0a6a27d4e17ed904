//! Credentials that a command prints.

use std::ffi::OsString;
use std::fmt;
use std::time::Duration;

use super::cached::CachedCredentials;
use super::check::check;
use super::context::Context;
use super::key::Credentials;
use super::process_run::run;
use super::provider::ProvideCredentials;
use super::sts::Keys;
use super::thread::in_thread;
use crate::codec::read_json;
use crate::{BoxFuture, Error, Timestamp};

/// The default time limit, as in the tools of other clouds.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Credentials that a command prints as a JSON object, such as those of a password manager:
///
/// ```json
/// {
///   "Version": 1,
///   "SecretId": "AKID…",
///   "SecretKey": "…",
///   "Token": "…",
///   "Expiration": "2026-11-28T12:00:00Z"
/// }
/// ```
///
/// `Version` may be absent. `Token` and `Expiration` belong to temporary credentials, which are cached until shortly
/// before they expire; without `Expiration`, the command runs once. The names of the Security Token Service are read
/// too, so a command can print its response: `TmpSecretId`, `TmpSecretKey`, `ExpiredTime` in Unix seconds, and the keys
/// in an object `Credentials`.
///
/// The command runs without a shell and without input, with the environment of this process. What it writes to its
/// standard error is dropped. It may print at most 64 KiB. Errors name the program, never its arguments and output.
///
/// A profile names a command as `credential_process`: see [`Profile`](super::Profile).
#[derive(Debug)]
pub struct ProcessCredentials(CachedCredentials<Process>);

/// A command and its time limit.
#[derive(Clone)]
pub(super) struct Process {
    pub(super) program: OsString,
    pub(super) arguments: Vec<OsString>,
    pub(super) timeout: Duration,
}

impl ProcessCredentials {
    /// Runs `program`, which is a path or is searched for in `PATH`.
    pub fn new(program: impl Into<OsString>) -> Self {
        Self(CachedCredentials::new(Process { program: program.into(), arguments: Vec::new(), timeout: TIMEOUT }))
    }

    /// Adds an argument.
    pub fn arg(self, argument: impl Into<OsString>) -> Self {
        Self(self.0.with(|process| process.arguments.push(argument.into())))
    }

    /// Sets how long the command may take before it is killed. Default: one minute.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self(self.0.with(|process| process.timeout = timeout))
    }
}

impl ProvideCredentials for ProcessCredentials {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        self.0.provide(context)
    }
}

impl ProvideCredentials for Process {
    fn provide<'a>(&'a self, _context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        let process = self.clone();
        Box::pin(async move {
            let name = process.program.to_string_lossy().into_owned();
            let printed = in_thread(move || run(&process)).await.flatten();
            let found = printed.and_then(|printed| read(&printed));
            found.map_err(|problem| Error::credentials(format!("the command `{name}` {problem}")))
        })
    }
}

impl Process {
    /// Parses a command line: words between blanks, or in double or single quotes. Nothing else is special.
    pub(super) fn parse(line: &str) -> Result<Self, String> {
        let mut words = split(line)?.into_iter().map(OsString::from);
        let program = words.next().ok_or("expected a command")?;
        Ok(Self { program, arguments: words.collect(), timeout: TIMEOUT })
    }
}

fn split(line: &str) -> Result<Vec<String>, String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in line.chars() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (c, None) if c.is_whitespace() => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    if quote.is_some() { Err("missing the closing quote of a word".to_owned()) } else { Ok(words) }
}

#[derive(Default)]
struct Printed {
    version: Option<i64>,
    secret_id: Option<String>,
    secret_key: Option<String>,
    token: Option<String>,
    expiration: Option<Timestamp>,
    expired_time: Option<i64>,
    credentials: Option<Keys>,
}

crate::shape! {
    Printed {
        "Version" => version,
        "SecretId" | "TmpSecretId" => secret_id,
        "SecretKey" | "TmpSecretKey" => secret_key,
        "Token" => token,
        "Expiration" => expiration,
        "ExpiredTime" => expired_time,
        "Credentials" => credentials,
    }
}

/// Reads the output. Messages do not quote it.
fn read(printed: &[u8]) -> Result<Credentials, String> {
    let mut output = Printed::default();
    let deviations = read_json(printed, &mut output).map_err(|_| "did not print a JSON object")?;
    if let Some(deviation) = deviations.first() {
        return Err(format!("printed a `{}` that is not of the expected type", deviation.member));
    }
    if output.version.is_some_and(|version| version != 1) {
        return Err("printed another `Version` than 1".to_owned());
    }
    let expiry = expiry(&output)?;
    let keys = output.credentials.unwrap_or(Keys {
        secret_id: output.secret_id,
        secret_key: output.secret_key,
        token: output.token,
    });
    let mut found = Credentials::new(
        keys.secret_id.ok_or("printed no `SecretId`")?,
        keys.secret_key.ok_or("printed no `SecretKey`")?,
    );
    found.token = keys.token.filter(|token| !token.is_empty());
    found.expires_at = expiry;
    check(&found).map_err(|problem| format!("printed credentials of which {problem}"))?;
    Ok(found)
}

fn expiry(output: &Printed) -> Result<Option<i64>, String> {
    let stated = output.expiration.as_ref().filter(|text| !text.is_empty());
    match (output.expired_time, stated) {
        (Some(seconds), _) => Ok(Some(seconds)),
        (None, Some(text)) => {
            text.unix_seconds().map(Some).ok_or_else(|| "printed an `Expiration` that is not a time".to_owned())
        }
        (None, None) => Ok(None),
    }
}

/// Prints the program only: an argument may be secret.
impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Process")
            .field("program", &self.program)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_command_line_has_words_and_quotes() {
        for (line, expected) in [
            ("", &[] as &[&str]),
            ("  vault ", &["vault"]),
            ("vault read\t--role=a", &["vault", "read", "--role=a"]),
            (r#""/my tools/vault" 'a "b"' """#, &["/my tools/vault", "a \"b\"", ""]),
            (r#"C:\tools\vault.exe a\ b"#, &[r"C:\tools\vault.exe", r"a\", "b"]),
            ("a'b c'd", &["ab cd"]),
            ("a $HOME | b", &["a", "$HOME", "|", "b"]),
        ] {
            assert_eq!(split(line).unwrap(), expected, "{line}");
        }
        for line in ["\"a", "a 'b", "a \"b' c"] {
            assert!(split(line).is_err(), "{line}");
        }
    }
}
