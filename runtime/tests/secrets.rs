//! No public type prints a key, a token or a signature.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::Path;
use std::time::Duration;

use tencentcloud_runtime::credentials::{
    AssumeRole, CachedCredentials, ClientSettings, Context, CvmRole, DefaultChain, ProcessCredentials, Profile,
    TccliProfile, WebIdentity,
};
use tencentcloud_runtime::sign::cos::{self, KeyTime};
use tencentcloud_runtime::sign::tc3::{Tc3, payload_hash};
use tencentcloud_runtime::{Body, Client, Credentials, Endpoint, Error, Object, RetryPolicy, read_callback};

use crate::support::{EnhanceImage, Fake, Moderate, UploadImage, response};

const ID: &str = "AKIDEXAMPLE";
const KEY: &str = "hush-hush-hush";
const TOKEN: &str = "the-session-token";

/// Public types without secrets, such as parts of schemas and responses.
const WITHOUT_SECRETS: [&str; 11] = [
    // Schemas.
    "Access Answer Content Granularity Host HttpBinding Kind Member Members Meta Permission Protocol Trait Waiter ReadMode",
    // Values, which a schema can mark as sensitive: see the tests of the codec.
    "Blob CodecError Deviation Empty Envelope ErrorCode ErrorKind Joined List MemberMap Rule StreamOutput Timestamp Token UrlBlob \
     UrlText View Violation",
    // Types without `Debug`, and types of tools that replay recorded requests.
    "Entry Keys Received Recorded Reread RuleEntry",
    // Image processing rules.
    "Argument Chain Param ParseRuleError Part",
    // A client, and the id of a job.
    "Poller Progress Results Target Wait WaitAll",
    // Pagination: pages print the operation's name, streams are iterators.
    "Advance Blocking ItemStream PageStream Paginator",
    // Events and forms: they print sizes, and values of events, which a schema can mark as sensitive.
    "Event EventStream FormPart Frame Frames",
    // Settings and marks.
    "Direct Failover Language Site TooLarge TransportErrorKind",
    // Interceptors: their tests print what they see.
    "AfterAttempt BeforeSigning",
    // It prints no variable.
    "Environment",
    // It prints the client of the application.
    "ReqwestTransport",
];

/// Collects the `Debug` output of types.
#[derive(Default)]
struct Printed(Vec<(&'static str, String)>);

impl Printed {
    fn add(&mut self, name: &'static str, value: &dyn Debug) {
        self.0.push((name, format!("{value:?} {value:#?}")));
    }
}

fn credentials() -> Credentials {
    Credentials::new(ID, KEY).with_token(TOKEN)
}

fn moderate() -> Moderate {
    Moderate { file_url: Some("u".to_owned()), ..Moderate::default() }
}

fn enhance() -> EnhanceImage {
    EnhanceImage { object_key: Some("k".to_owned()), ..EnhanceImage::default() }
}

/// Prints signers, signatures and credential sources.
fn signing(printed: &mut Printed, signatures: &mut Vec<String>) {
    let (secret_id, secret_key) = (ID, KEY);
    let signer = Tc3 { secret_id, secret_key, service: "ims", timestamp: 0 };
    let signed = signer.sign("POST", "/", "", &[("host", "h")], &payload_hash(b""));
    let key_time = KeyTime { start: 0, end: 1 };
    let params = [("x-cos-security-token", TOKEN)];
    let cos = cos::sign(ID, KEY, key_time, "GET", "/", &params, cos::NONE);
    printed.add("Tc3", &signer);
    printed.add("Signed", &signed);
    printed.add("KeyTime", &key_time);
    printed.add("Signed", &cos);
    signatures.extend([signed.signature, cos.signature]);
    printed.add("Credentials", &credentials());
    printed.add("AssumeRole", &AssumeRole::new(credentials(), "role"));
    printed.add("CachedCredentials", &CachedCredentials::new(credentials()));
    let mut settings = ClientSettings::default();
    settings.connect_to = Some(format!("http://user:{KEY}@127.0.0.1"));
    printed.add("ClientSettings", &settings);
    printed.add("ProcessCredentials", &ProcessCredentials::new("program").arg(KEY));
    printed.add("TccliProfile", &TccliProfile::named("ops"));
    printed.add("Context", &Context::new(Fake::default()).with_environment(|_| Some(KEY.to_owned())));
    printed.add("CvmRole", &CvmRole::new());
    printed.add("DefaultChain", &DefaultChain::new());
    printed.add("Profile", &Profile::new());
    printed.add("WebIdentity", &WebIdentity::new("provider", "role", "token-file"));
}

async fn redirected() -> Error {
    let location = format!("https://{ID}:{KEY}@example.com/?x-cos-security-token={TOKEN}");
    let page = format!("<a href=\"{location}\">moved</a>");
    let fake = Fake::default().then(response(301, &[("location", &location)], page.into_bytes()));
    let error = moderate().send(&fake.client_with(credentials())).await.unwrap_err();
    assert!(error.to_string().contains("the redirect to `https://example.com/`"), "{error}");
    error
}

/// Prints calls, replies and the types around them.
async fn calling(printed: &mut Printed, signatures: &mut Vec<String>) {
    let fake = Fake::responding(200, &[], "png").then(response(403, &[], "<Error><Code>AccessDenied</Code></Error>"));
    let client = fake.client_with(credentials());
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    let reply = enhance().send(&bucket).await.unwrap();
    let error: Error = enhance().send(&bucket).await.unwrap_err();
    printed.add("Error", &redirected().await);
    let link = enhance().send(&bucket).presign(Duration::from_secs(60)).await.unwrap();
    let upload = UploadImage { object_key: Some("k".to_owned()), body: Body::from_text(KEY), ..UploadImage::default() };
    let mut object = Object::new();
    object.set("Token", TOKEN);
    let posted = read_callback::<Object>(format!("{{\"Token\":\"{TOKEN}\"}}").as_bytes()).unwrap();
    printed.add("Object", &object);
    printed.add("Callback", &posted);
    printed.add("Body", &upload.body);
    printed.add("Call", &upload.send(&bucket));
    printed.add("Call", &moderate().send(&client));
    printed.add("Parts", &tencentcloud_runtime::request::prepare(moderate()).unwrap());
    printed.add("Reply", &reply);
    printed.add("ByteStream", &reply.into_inner());
    printed.add("Error", &error);
    printed.add("PresignedUrl", &link);
    printed.add("Client", &client);
    printed.add("Bucket", &bucket);
    printed.add("ClientBuilder", &Client::builder().credentials(credentials()).transport(fake.clone()));
    printed.add("Endpoint", &Endpoint::custom("https://example.com").unwrap());
    printed.add("RetryPolicy", &RetryPolicy::standard());
    let (_, link) = link.as_str().split_once("q-signature=").unwrap();
    signatures.push(link[..40].to_owned());
    for request in fake.requests() {
        let (_, signature) = request.header("authorization").split_once("q-signature=").unwrap();
        signatures.push(signature.to_owned());
        printed.0.push(("http::Request", request.debug.clone()));
    }
}

fn failing(printed: &mut Printed) {
    use tencentcloud_runtime::transport::{TransportError, TransportErrorKind};
    let error = TransportError::new(TransportErrorKind::Other, "the cause");
    printed.add("TransportError", &error);
    let cause = format!("GET https://{ID}:{KEY}@example.com/?x-cos-security-token={TOKEN} failed");
    printed.add("Error", &Error::credentials("no key").caused_by(cause));
    #[cfg(feature = "transport")]
    printed.add("HttpTransport", &tencentcloud_runtime::transport::HttpTransport::new().unwrap());
    #[cfg(feature = "transport")]
    printed.add(
        "HttpTransportBuilder",
        &tencentcloud_runtime::transport::HttpTransport::builder().proxy(format!("http://{ID}:{KEY}@h")),
    );
    #[cfg(not(feature = "transport"))]
    ["HttpTransport", "HttpTransportBuilder"].iter().for_each(|name| printed.add(name, &()));
}

/// Prints the mock for tests of applications.
#[cfg(feature = "testing")]
fn testing(printed: &mut Printed) {
    let mock = tencentcloud_runtime::testing::Mock::new();
    let rule = mock.on::<Moderate>().when(|_| KEY.is_empty());
    printed.add("On", &rule);
    printed.add("Answers", &rule.fail(KEY, TOKEN).optional());
    printed.add("Mock", &mock);
    printed.add("Client", &mock.client());
}

#[cfg(not(feature = "testing"))]
fn testing(printed: &mut Printed) {
    ["Mock", "On", "Answers"].iter().for_each(|name| printed.add(name, &()));
}

async fn everything() -> (Printed, Vec<String>) {
    let (mut printed, mut secrets) = (Printed::default(), vec![KEY.to_owned(), TOKEN.to_owned()]);
    signing(&mut printed, &mut secrets);
    calling(&mut printed, &mut secrets).await;
    failing(&mut printed);
    testing(&mut printed);
    (printed, secrets)
}

#[tokio::test]
async fn no_type_prints_a_secret() {
    let (printed, secrets) = everything().await;
    assert_eq!(secrets.len(), 7, "keys and signatures");
    for (name, text) in printed.0 {
        for secret in &secrets {
            assert!(!text.contains(secret), "{name} prints {secret}: {text}");
        }
    }
}

/// A new public type must be printed here or be listed as harmless.
#[tokio::test]
async fn every_public_type_is_covered() {
    let (printed, _) = everything().await;
    let known: BTreeSet<_> = printed
        .0
        .iter()
        .map(|(name, _)| *name)
        .chain(WITHOUT_SECRETS.iter().flat_map(|names| names.split(' ')))
        .collect();
    let mut public = BTreeSet::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut public);
    let missing: Vec<_> = public.iter().filter(|name| !known.contains(name.as_str())).collect();
    assert!(public.len() > 40 && missing.is_empty(), "{missing:?}");
}

fn collect(folder: &Path, types: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, types);
        } else {
            let source = fs::read_to_string(&path).unwrap();
            types.extend(source.lines().filter_map(public_type));
        }
    }
}

fn public_type(line: &str) -> Option<String> {
    let rest = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "))?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    Some(rest[..end].to_owned())
}
