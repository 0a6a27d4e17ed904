//! Which cloud an example calls: the real one, or without a key a mock in the same process.

use std::collections::BTreeMap;
use std::error::Error;
use std::ffi::OsString;
use std::path::Path;

use mock::{Credentials, Options, Server};
use tencentcloud_image::Client;

/// The only key that the mock knows. It opens nothing else.
const KEY: (&str, &str) = ("AKIDMOCK", "not-a-secret");

/// A variable that begins so says that the real cloud is meant: a key, a profile, a region, a role.
const MEANT: [&str; 2] = ["TENCENTCLOUD_", "TKE_"];

/// Where profiles are, below the home directory and for the whole system.
const PROFILES: (&str, &str) = (".tencentcloud/credentials", "/etc/tencentcloud/credentials");

/// What an example calls.
pub enum Cloud {
    /// The real one.
    Real(Client),
    /// A mock in this process, which runs as long as this is kept.
    Mock(Client, Server),
}

impl Cloud {
    /// The cloud that the environment of the process means.
    pub async fn find() -> Result<Self, Box<dyn Error>> {
        let text = |(name, value): (OsString, OsString)| Some((name.into_string().ok()?, value.into_string().ok()?));
        Self::of(std::env::vars_os().filter_map(text).collect()).await
    }

    /// The real cloud if anything says with which key; else a mock, and a line that says so.
    pub async fn of(variables: BTreeMap<String, String>) -> Result<Self, Box<dyn Error>> {
        if is_real(&variables, Path::new(PROFILES.1)) {
            let client = Client::builder().environment(move |name| variables.get(name).cloned()).build()?;
            return Ok(Self::Real(client));
        }
        eprintln!("There is no key (no TENCENTCLOUD_… variable, no profile), so nothing is sent to the cloud:");
        eprintln!("a mock in this process answers, with an example of the schemas.\n");
        let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
        let model =
            codegen_model::load(&schemas, &[]).model.ok_or("the schemas have errors: see `cargo xtask check`")?;
        let server = Server::start(model, [Credentials::new(KEY.0, KEY.1)], Options::default()).await?;
        let builder = Client::builder().credentials(Credentials::new(KEY.0, KEY.1)).region("ap-guangzhou");
        let client = builder.connect_to(format!("http://{}", server.addr())).build()?;
        Ok(Self::Mock(client, server))
    }

    /// The way to it.
    pub fn client(&self) -> &Client {
        match self {
            Self::Real(client) | Self::Mock(client, _) => client,
        }
    }

    /// The arguments that were given; of the mock, these where there are none.
    pub fn arguments<const N: usize>(&self, given: &[String], else_these: [&str; N]) -> Result<[String; N], String> {
        let found = <[String; N]>::try_from(given.to_vec());
        match (found, self) {
            (Ok(found), _) => Ok(found),
            (Err(_), Self::Mock(..)) if given.is_empty() => Ok(else_these.map(str::to_owned)),
            (Err(_), _) => Err(format!("what? Give something like: {}", else_these.join(" "))),
        }
    }
}

/// Whether somebody has said which key to use.
fn is_real(variables: &BTreeMap<String, String>, profile_of_all: &Path) -> bool {
    let is_meant = |name: &str| MEANT.iter().any(|start| name.starts_with(start));
    let home = variables.get(if cfg!(windows) { "USERPROFILE" } else { "HOME" });
    let own = home.map(|home| Path::new(home).join(PROFILES.0));
    variables.iter().any(|(name, value)| is_meant(name) && !value.is_empty())
        || own.is_some_and(|file| file.exists())
        || profile_of_all.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(set: &[(&str, &str)]) -> BTreeMap<String, String> {
        set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_variable_or_a_profile_means_the_real_cloud() {
        let folder = tempfile::tempdir().expect("a folder");
        let (home, nowhere) = (folder.path().to_str().expect("a path"), folder.path().join("none"));
        let is_real = |set: &[(&str, &str)]| super::is_real(&variables(set), &nowhere);
        assert!(!is_real(&[]) && !is_real(&[("HOME", home), ("USERPROFILE", home), ("PATH", "/bin")]));
        assert!(!is_real(&[("TENCENTCLOUD_SECRET_ID", "")]), "an empty variable is not set");
        for name in ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_PROFILE", "TENCENTCLOUD_REGION", "TKE_ROLE_ARN"] {
            assert!(is_real(&[(name, "x")]), "{name}");
        }
        std::fs::create_dir(folder.path().join(".tencentcloud")).expect("a folder");
        std::fs::write(folder.path().join(PROFILES.0), "[default]").expect("a file");
        assert!(is_real(&[("HOME", home), ("USERPROFILE", home)]));
        assert!(super::is_real(&variables(&[]), folder.path()), "a profile of the system");
    }

    #[tokio::test]
    async fn with_a_key_the_client_is_that_of_the_environment() {
        let set = [("TENCENTCLOUD_SECRET_ID", "AKIDx"), ("TENCENTCLOUD_SECRET_KEY", "k"), ("TENCENTCLOUD_REGION", "r")];
        let cloud = Cloud::of(variables(&set)).await.expect("a client");
        let Cloud::Real(client) = &cloud else { panic!("the real cloud") };
        let printed = format!("{client:?}");
        assert!(printed.contains(r#"region: Some("r")"#) && printed.contains("gateway: None"), "{printed}");
        assert!(cloud.arguments(&[], ["url"]).is_err(), "the real cloud is asked nothing that nobody said");
        let half = Cloud::of(variables(&set[..1])).await;
        assert!(half.is_err_and(|error| error.to_string().contains("TENCENTCLOUD_SECRET_KEY is not")));
    }
}
