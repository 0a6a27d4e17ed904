//! Hostile and malformed requests: the server must not panic, hang or use unbounded memory, and must answer correctly
//! afterwards.

use std::path::Path;
use std::time::Duration;

use codegen_model::text::is_hidden;
use mock::{Cloud, Credentials, Fault, Mode, Server};
use tencentcloud_runtime::sign::encode_path;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::support::{
    self, CAT, CI, COS, IMS, action_by, bucket_by, exchange, get, key, moderation, options, request, send, server,
};

/// A timeout longer than any test takes: a test that exceeds it hangs.
const HANG_TIMEOUT: Duration = Duration::from_secs(60);

/// The bound on memory growth in bytes, far below the size of all requests of a test.
const MAX_GROWTH: usize = 512 << 20;

/// Deterministic pseudo-random numbers.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    fn byte(&mut self) -> u8 {
        const LIKELY: &[u8] = b"\r\n :/?&%=<>{}[]\",;\0\xff0a";
        if self.next().is_multiple_of(2) { LIKELY[self.below(LIKELY.len())] } else { (self.next() & 0xff) as u8 }
    }

    /// Changes, removes, repeats or inserts a few bytes.
    fn mutate(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut changed = bytes.to_vec();
        for _ in 0..=self.below(8) {
            let at = self.below(changed.len());
            match self.below(4) {
                0 if !changed.is_empty() => changed[at] = self.byte(),
                1 if !changed.is_empty() => drop(changed.remove(at)),
                2 => {
                    let end = (at + self.below(40)).min(changed.len());
                    let copy = changed[at..end].to_vec();
                    changed.splice(at..at, copy);
                }
                _ => changed.insert(at, self.byte()),
            }
        }
        changed
    }
}

/// Returns the memory of this process in bytes; 0 where the system does not state it.
fn memory() -> usize {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    text.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok()).unwrap_or(0) * 4096
}

/// Asserts that the server answers a valid request and refuses an invalid one.
async fn assert_works(server: &Server) {
    let valid =
        timeout(HANG_TIMEOUT, send(server.addr(), &moderation(CAT))).await.expect("no hang").expect("a response");
    assert!(valid.json()["Response"]["Suggestion"].is_string(), "{}", valid.text());
    let invalid =
        timeout(HANG_TIMEOUT, send(server.addr(), &moderation("{}"))).await.expect("no hang").expect("a response");
    assert_eq!(invalid.code(), "MissingParameter");
}

/// Sends bytes, and reads until the server closes the connection.
async fn send_raw(server: &Server, bytes: &[u8]) -> Vec<u8> {
    let exchange = async {
        let mut stream = TcpStream::connect(server.addr()).await.expect("a connection");
        let mut read = Vec::new();
        // A write fails if the server refuses the request early.
        let _ = stream.write_all(bytes).await;
        let _ = stream.shutdown().await;
        let _ = stream.read_to_end(&mut read).await;
        read
    };
    timeout(HANG_TIMEOUT, exchange).await.expect("no hang")
}

fn seeds() -> Vec<Vec<u8>> {
    let rules = r#"{"rules":[{"fileid":"a","rule":"imageMogr2/thumbnail/!50p"}]}"#;
    let enhance = "/a.jpg?ci-process=AIEnhanceImage&denoise=3&q-sign-algorithm=sha1&q-ak=AKIDEXAMPLE";
    vec![
        moderation(CAT),
        get(CI, "/image/auditing/iab1ca9fc8a3ed11ea834c525400863904"),
        request("GET", COS, enhance, &[], ""),
        request("POST", COS, "/a.jpg?image_process", &[("pic-operations", rules)], ""),
        request("POST", "localhost", "/__mock/faults", &[], r#"{"kind":"throttle","times":0}"#),
        request(
            "POST",
            "localhost",
            &format!("/__host/{IMS}/"),
            &[("transfer-encoding", "chunked")],
            "5\r\nabcde\r\n0\r\n",
        ),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_and_mutated_requests() {
    let (server, mut random, before) = (server(options()).await, Random(1), memory());
    for seed in seeds() {
        for _ in 0..150 {
            send_raw(&server, &random.mutate(&seed)).await;
        }
    }
    for length in 0..300 {
        let noise: Vec<u8> = (0..length * 7).map(|_| random.byte()).collect();
        send_raw(&server, &noise).await;
    }
    server.clear_faults();
    assert_works(&server).await;
    assert!(memory().saturating_sub(before) < MAX_GROWTH);
}

/// Texts of requests cannot forge lines of the log, control a terminal, or reorder what it shows.
#[tokio::test]
async fn hostile_texts_stay_on_their_line_of_the_log() {
    let path = "/a\nFORGED\u{202e}\u{2066}\u{1b}[2J";
    let wrong = Credentials::new(support::ID, "wrong");
    let object = bucket_by(&wrong, "GET", COS, path, &[], (&encode_path(path), COS));
    let twice = bucket_by(&key(), "GET", COS, path, &[], (&encode_path(&encode_path(path)), COS));
    let action = ("ims", "2020-12-29", "X\u{202e}\u{85}\u{2028}FORGED\u{61c}");
    let host = "ims.tencentcloudapi.com\u{202e}\u{2028}FORGED";
    for mode in [Mode::Strict, Mode::Warn, Mode::Off] {
        let server = server(options().signature(mode).validate(mode)).await;
        for bytes in [
            &object,
            &twice,
            &action_by(&key(), action, IMS, &[], ("/", IMS), CAT),
            &moderation(r#"{"a\nFORGED\u202e\u2028FORGED":1}"#),
            &moderation(r#"{"FileUrl":"https://x","Type":"\nFORGED\u202e"}"#),
            &request("GET", host, "/", &[], ""),
            &request("GET", IMS, &format!("/__host/{host}/FORGED"), &[], ""),
        ] {
            send_raw(&server, bytes).await;
        }
        let log: Vec<_> = server.requests().iter().map(ToString::to_string).collect();
        assert!(log.len() >= 6, "{log:?}");
        for line in log.iter().flat_map(|entry| entry.split('\n')) {
            assert!(!line.trim_start().starts_with("FORGED") && !line.contains(is_hidden), "{line:?}");
        }
    }
}

/// Reaches the code after the check of the signature.
#[test]
fn mutated_requests_without_signature_check() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden/bodies/schemas");
    let bodies = codegen_model::load(&golden, &[]).model.expect("valid schemas");
    let submit = "<Request><Input><Object>a</Object><Frames><Frame>1</Frame></Frames></Input><Mode>1</Mode></Request>";
    let user = r#"{"FileUrl":"https://x","User":{"UserId":"a","Gender":1},"Interval":1,"MaxFrames":2}"#;
    let requests = [
        (support::model(), "POST", IMS, "/", "x", user),
        (
            support::model(),
            "POST",
            COS,
            "/a.jpg?image_process",
            r#"{"rules":[{"fileid":"a","rule":"imageMogr2/thumbnail/!50p"}]}"#,
            "",
        ),
        (support::model(), "GET", COS, "/a.jpg?ci-process=AIEnhanceImage&denoise=3", "x", ""),
        (bodies, "POST", CI, "/jobs", r#"{"retry_times":1}"#, submit),
    ];
    let mut random = Random(2);
    for (model, method, host, target, header, body) in requests {
        let cloud = Cloud::new(model, [], options().signature(Mode::Off));
        for _ in 0..3_000 {
            let mut parts = [target, header, body].map(|part| part.as_bytes().to_vec());
            let index = random.below(3);
            parts[index] = random.mutate(&parts[index]);
            let [target, header, body] = parts;
            let target = String::from_utf8_lossy(&target).into_owned();
            let head = http::Request::builder().method(method).uri(target).header("host", host);
            let head = head.header("pic-operations", header.clone()).header("job-options", header);
            let head = head.header("x-tc-action", "ImageModeration").header("x-tc-version", "2020-12-29");
            // Requests that HTTP does not allow cannot be built.
            if let Ok(request) = head.body(body.into()) {
                let reply = cloud.respond(request);
                assert!(reply.response.status().as_u16() < 500, "{:?}", reply.response);
            }
        }
        assert!(cloud.requests().iter().any(|entry| entry.refused.is_none()), "some are still valid");
    }
}

#[test]
fn bombs() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden/bodies/schemas");
    let bodies = codegen_model::load(&golden, &[]).model.expect("valid schemas");
    let xml = Cloud::new(bodies, [], options().signature(Mode::Off));
    let json = Cloud::new(support::model(), [], options().signature(Mode::Off));
    let refused = |cloud: &Cloud, host: &str, path: &str, body: String| {
        let head = http::Request::post(path).header("host", host).header("x-tc-action", "ImageModeration");
        let request = head.header("x-tc-version", "2020-12-29").body(body.into()).expect("a request");
        cloud.respond(request);
        cloud.requests().pop().and_then(|entry| entry.refused).unwrap_or_default().into_owned()
    };
    let large = 4 << 20;
    for bomb in [
        "[".repeat(large),
        "{\"a\":".repeat(large / 5),
        format!("{{\"User\":{}1{}}}", "{\"User\":".repeat(100), "}".repeat(100)),
        format!("[{}1]", "1,".repeat(large / 2)),
        format!("{{{}\"b\":1}}", (0..100_000).map(|n| format!("\"{n}\":1,")).collect::<String>()),
        "\u{0}".repeat(large),
        "1".repeat(large),
    ] {
        assert!(!refused(&json, IMS, "/", bomb).is_empty());
    }
    for bomb in [
        "<a>".repeat(large / 3),
        format!("<Request>{}</Request>", "<Input/>".repeat(large / 8)),
        format!("<Request {}/>", (0..100_000).map(|n| format!("a{n}='1' ")).collect::<String>()),
        "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><Request>&c;</Request>".to_owned(),
        "<Request><!--".repeat(large / 13),
        format!("<Request>{}</Request>", "&#65;".repeat(large / 5)),
        "<".repeat(large),
    ] {
        assert!(!refused(&xml, CI, "/jobs", bomb).is_empty());
    }
    // The log truncates each of them.
    let logged: usize = json.requests().iter().chain(&xml.requests()).map(|entry| entry.to_string().len()).sum();
    assert!(logged < 1 << 20, "{logged}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_million_bytes_of_header_and_a_thousand_headers() {
    let server = server(options()).await;
    let long = request("GET", CI, "/", &[("x-long", &"a".repeat(1_000_000))], "");
    let many: Vec<_> = (0..1_000).map(|number| (format!("x-{number}"), number.to_string())).collect();
    let many: Vec<_> = many.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let path = request("GET", CI, &format!("/{}", "a".repeat(1_000_000)), &[], "");
    for bytes in [long, request("GET", CI, "/", &many, ""), path] {
        let response = String::from_utf8_lossy(&send_raw(&server, &bytes).await).into_owned();
        assert!(response.is_empty() || response.starts_with("HTTP/1.1 4"), "{response}");
    }
    assert_eq!(server.requests(), [], "none was received");
    assert_works(&server).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_that_are_too_large() {
    let server = server(options()).await;
    let head = |host: &str, more: &str| format!("POST / HTTP/1.1\r\nhost: {host}\r\n{more}\r\n\r\n").into_bytes();
    // The announced size is refused without waiting for the body.
    for (host, code) in [(IMS, "RequestSizeLimitExceeded"), (CI, "InvalidContent"), (COS, "EntityTooLarge")] {
        let response = timeout(HANG_TIMEOUT, send(server.addr(), &head(host, "content-length: 17000000000"))).await;
        assert_eq!(response.expect("no hang").expect("a response").code(), code);
    }
    let mut chunked = head(CI, "transfer-encoding: chunked");
    (0..52).for_each(|_| chunked.extend([b"100000\r\n", &vec![b'a'; 1 << 20][..], b"\r\n"].concat()));
    let response = String::from_utf8_lossy(&send_raw(&server, &chunked).await).into_owned();
    // The response may be lost, because the server closes the connection before the end of the request.
    assert!(response.is_empty() || response.contains("InvalidContent"), "{response}");

    let large = format!("{{\"FileContent\":\"{}\"}}", "A".repeat(10 << 20));
    let response = timeout(HANG_TIMEOUT, send(server.addr(), &moderation(&large))).await.expect("no hang");
    assert_eq!(response.expect("a response").code(), "RequestSizeLimitExceeded");
    let fits = format!("{{\"FileContent\":\"{}\"}}", "A".repeat(9 << 20));
    let response = timeout(HANG_TIMEOUT, send(server.addr(), &moderation(&fits))).await.expect("no hang");
    assert_eq!(response.expect("a response").code(), "");
    assert_works(&server).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_clients_do_not_block_others() {
    let server = server(options()).await;
    let whole = moderation(CAT);
    let mut slow = Vec::new();
    for number in 0..200 {
        let mut stream = TcpStream::connect(server.addr()).await.expect("a connection");
        stream.write_all(&whole[..number * whole.len() / 200]).await.expect("sent");
        slow.push((stream, number * whole.len() / 200));
    }
    assert_works(&server).await;
    for (stream, sent) in &mut slow {
        let response =
            timeout(HANG_TIMEOUT, exchange(stream, &whole[*sent..])).await.expect("no hang").expect("a response");
        assert_eq!(response.status, 200);
    }
    // A client that never reads.
    let mut non_reading = TcpStream::connect(server.addr()).await.expect("a connection");
    let _ = timeout(Duration::from_millis(200), non_reading.write_all(&whole.repeat(2_000))).await;
    assert_works(&server).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_connections() {
    let (server, before) = (server(options()).await, memory());
    for batch in 0..10 {
        let mut open = Vec::new();
        for number in 0..1_000 {
            let connected = timeout(HANG_TIMEOUT, TcpStream::connect(server.addr())).await.expect("no hang");
            let mut stream = connected.expect("a connection");
            // A third send nothing, a third half a request, a third a request.
            match number % 3 {
                0 => {}
                1 => stream.write_all(b"POST / HTTP/1.1\r\nhost: ").await.expect("sent"),
                _ => stream.write_all(&moderation(CAT)).await.expect("sent"),
            }
            open.push(stream);
        }
        let requesting = open.iter_mut().skip(2).step_by(3);
        for stream in requesting {
            let response = timeout(HANG_TIMEOUT, support::receive(stream)).await.expect("no hang").expect("a response");
            assert_eq!(response.status, 200, "{batch}");
        }
    }
    assert_works(&server).await;
    assert_eq!(server.requests().len(), 10 * 333 + 2);
    assert!(memory().saturating_sub(before) < MAX_GROWTH);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn excess_connections_wait() {
    let server = server(options()).await;
    let mut idle = Vec::new();
    for _ in 0..2_048 {
        idle.push(TcpStream::connect(server.addr()).await.expect("a connection"));
    }
    let mut waiting = TcpStream::connect(server.addr()).await.expect("a queued connection");
    waiting.write_all(&moderation(CAT)).await.expect("sent");
    let early = timeout(Duration::from_millis(300), waiting.readable()).await;
    assert!(early.is_err(), "it is not served yet");
    idle.truncate(2_000);
    let response = timeout(HANG_TIMEOUT, support::receive(&mut waiting)).await.expect("no hang").expect("a response");
    assert_eq!(response.status, 200);
}

/// Interrupted responses release their resources, and the log stays bounded.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_faults_and_a_long_run() {
    let server = server(options()).await;
    for fault in [Fault::reset(), Fault::stall(), Fault::truncate()] {
        server.plan(fault.times(100)).expect("a plan");
    }
    let mut open = Vec::new();
    for _ in 0..300 {
        let mut stream = TcpStream::connect(server.addr()).await.expect("a connection");
        stream.write_all(&moderation(CAT)).await.expect("sent");
        open.push(stream);
    }
    let all_used_up = async {
        while !server.faults().iter().all(mock::PlannedFault::is_used_up) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(HANG_TIMEOUT, all_used_up).await.expect("every request is served");
    drop(open);
    let mut stream = TcpStream::connect(server.addr()).await.expect("a connection");
    let before = memory();
    for _ in 0..12_000 {
        let response = timeout(HANG_TIMEOUT, exchange(&mut stream, &moderation(CAT))).await.expect("no hang");
        assert_eq!(response.expect("a response").status, 200);
    }
    assert_works(&server).await;
    assert!(server.requests().len() <= 10_000);
    assert!(memory().saturating_sub(before) < MAX_GROWTH);
}

/// The paused clock advances to the next timeout.
#[tokio::test(start_paused = true)]
async fn idle_connections_and_incomplete_requests_time_out() {
    let server = server(options()).await;
    for start in [&b""[..], b"POST / HTTP/1.1\r\nhost: "] {
        let mut stream = TcpStream::connect(server.addr()).await.expect("a connection");
        stream.write_all(start).await.expect("sent");
        let mut read = Vec::new();
        stream.read_to_end(&mut read).await.expect("the server closes");
    }
    let mut stream = TcpStream::connect(server.addr()).await.expect("a connection");
    let (whole, half) = (moderation(CAT), moderation(CAT).len() - 10);
    stream.write_all(&whole[..half]).await.expect("sent");
    let mut read = Vec::new();
    stream.read_to_end(&mut read).await.expect("the server closes");
    let response = String::from_utf8_lossy(&read).into_owned();
    assert!(response.contains("InvalidRequest") && response.contains("connection: close"), "{response}");
}
