//! `cargo xtask mock`: what it prints, and who it answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};

use super::binary::{binary, xtask};
use crate::support::root;

/// A running server, which ends with the test.
struct Mock {
    child: Child,
    address: String,
    key: String,
}

impl Mock {
    fn start(arguments: &[&str]) -> (Self, BufReader<ChildStdout>) {
        let mut command = Command::new(binary("mock"));
        command.arg("mock").args(arguments).current_dir(root());
        command.env("TENCENTCLOUD_SECRET_ID", "AKIDREAL").env("TENCENTCLOUD_SECRET_KEY", "the-real-secret-key");
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = || {
            let mut line = String::new();
            output.read_line(&mut line).expect("a line");
            line.trim().to_owned()
        };
        let address = line().replace("http://", "");
        line();
        let export = line();
        let key = export.split(' ').find_map(|part| part.strip_prefix("TENCENTCLOUD_SECRET_KEY=")).expect("a key");
        assert!(export.ends_with(&format!("TENCENTCLOUD_ENDPOINT=http://{address}")), "{export}");
        (Self { child, address, key: key.to_owned() }, output)
    }

    fn get(&self, path: &str, more: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n{more}\r\n");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut response = String::new();
        stream.read_to_string(&mut response).expect("a response");
        response
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_server_whose_output_nobody_reads_continues() {
    let (mock, output) = Mock::start(&[]);
    drop(output);
    for _ in 0..3 {
        assert!(mock.get("/logged", "").contains("InvalidHost"));
    }
    let log = mock.get("/__mock/requests", "");
    assert_eq!(log.matches("/logged").count(), 3, "{log}");
}

#[test]
fn a_recording_has_a_key_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8");
    let arguments = ["--record", path, "--upstream", "http://127.0.0.1:9"];
    let (first, second) = (Mock::start(&arguments).0, Mock::start(&arguments).0);
    let public = Mock::start(&[]).0;
    assert_eq!(public.key, "not-a-secret");
    assert!(![&public.key, "the-real-secret-key"].contains(&&*first.key) && first.key != second.key);
    assert!(first.get("/__mock/requests", "origin: https://page.example\r\n").contains("ForbiddenOrigin"));
    assert!(public.get("/__mock/requests", "origin: https://page.example\r\n").starts_with("HTTP/1.1 403"));
    assert!(public.get("/__mock/requests", "").starts_with("HTTP/1.1 200"));
}

#[test]
fn writes_are_allowed_only_for_a_recording() {
    let refused = xtask(&["mock", "--allow-writes"]);
    assert!(refused.code == 2 && refused.err.contains("--record"), "{}", refused.err);
}

#[test]
fn help_describes_faults_and_what_a_recording_forwards() {
    let help = xtask(&["mock", "--help"]).out;
    for part in ["/__mock/faults", "\"kind\": \"error\"", "wrong_request_id", "--record", "--allow-writes"] {
        assert!(help.contains(part), "{part}: {help}");
    }
}
