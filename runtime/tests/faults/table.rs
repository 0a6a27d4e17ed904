//! Every fault of the table, for a repeatable call and for a submission.

use tencentcloud_runtime::Error;
use tencentcloud_runtime::ErrorKind::{Connection, NotFound, Service, Throttled, Timeout};
use tokio::net::TcpListener;

use super::rows::{ACTION, ANY, REST, Row};
use super::server::Behaviour::{Close, Keep, Reset, ResetUnread, Stall};
use super::{Server, bucket, builder, builder_with_new_transport, enhance, moderate, query, submit};

impl Row {
    fn check(&self, kind: &str, result: Result<u32, Error>, server: &Server, expected: usize) {
        let name = format!("{}, {kind}", self.name);
        match result {
            Ok(attempts) => assert_eq!((self.outcome, attempts), (None, 1), "{name}"),
            Err(error) => {
                assert_eq!(Some(error.kind()), self.outcome, "{name}: {error:?}");
                assert!(error.operation().is_some() && !error.to_string().contains("hush"), "{name}: {error}");
                let sent_and_unclear = !matches!(error.kind(), Throttled | NotFound | Service);
                assert_eq!(error.is_ambiguous(), sent_and_unclear, "{name}: {error:?}");
            }
        }
        assert_eq!(server.requests(), expected, "{name}");
    }
}

/// Starts a server with this fault for every request.
async fn server_for(row: &Row) -> Server {
    Server::start(Box::leak(Box::new([row.behaviour]))).await
}

/// Runs the checks concurrently, because most of them wait for timeouts.
async fn each<W: Future<Output = ()> + Send + 'static>(rows: &[&'static [Row]], check: fn(&'static Row) -> W) {
    let checks: Vec<_> = rows.iter().copied().flatten().map(|row| tokio::spawn(check(row))).collect();
    for check in checks {
        check.await.unwrap();
    }
}

#[tokio::test]
async fn faults_of_bucket_operations() {
    each(&[ANY, REST], |row| async {
        let server = server_for(row).await;
        let result = query().send(&bucket(&builder(&server.address).build().unwrap())).await;
        row.check("repeatable", result.map(|reply| reply.attempts()), &server, row.repeatable);
        let server = server_for(row).await;
        let result = submit().send(&bucket(&builder(&server.address).build().unwrap())).await;
        row.check("a submission", result.map(|reply| reply.attempts()), &server, row.submission);
    })
    .await;
}

#[tokio::test]
async fn faults_of_actions() {
    each(&[ANY, ACTION], |row| async {
        let server = server_for(row).await;
        let result = moderate().send(&builder(&server.address).build().unwrap()).repeatable().await;
        row.check("repeatable", result.map(|reply| reply.attempts()), &server, row.repeatable);
        let server = server_for(row).await;
        let result = moderate().send(&builder(&server.address).build().unwrap()).await;
        row.check("a submission", result.map(|reply| reply.attempts()), &server, row.submission);
    })
    .await;
}

/// A streamed call succeeds once its headers arrive; later faults are errors of the stream.
#[tokio::test]
async fn faults_of_streams() {
    for (behaviour, kind, requests) in [
        (Close("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npng"), Some(Connection), 1),
        (Reset("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npng"), Some(Connection), 1),
        (Stall("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npng"), Some(Timeout), 1),
        (Close("HTTP/1.1 200 OK\r\n\r\npng"), None, 1),
        (Keep("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), None, 1),
        (Keep("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\npng"), None, 1),
        (Stall(""), Some(Timeout), 3),
        (Close(""), Some(Connection), 3),
    ] {
        let server = Server::start(Box::leak(Box::new([behaviour]))).await;
        let idle = std::time::Duration::from_millis(300);
        let client = builder(&server.address).idle_timeout(idle).build().unwrap();
        let read = async { enhance().send(&bucket(&client)).await?.into_inner().collect().await };
        assert_eq!(read.await.err().map(|error| error.kind()), kind, "{behaviour:?}");
        assert_eq!(server.requests(), requests, "{behaviour:?}");
    }
}

/// Without a connection the service cannot have executed the request, so a submission is retried too.
#[tokio::test]
async fn failed_connections_are_retried_for_every_operation() {
    let unused = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().to_string();
    let (resetting, stalling) = (Server::start(&[ResetUnread]).await, Server::start(&[Stall("")]).await);
    for address in
        [format!("http://{unused}"), format!("https://{}", resetting.address), format!("https://{}", stalling.address)]
    {
        let timeout = std::time::Duration::from_millis(100);
        let client =
            builder_with_new_transport("127.0.0.1:1").connect_to(&address).connect_timeout(timeout).build().unwrap();
        for result in [submit().send(&bucket(&client)).await, query().send(&bucket(&client)).await] {
            let error = result.unwrap_err();
            assert_eq!((error.kind(), error.attempts(), error.is_ambiguous()), (Connection, 3, false), "{error:?}");
        }
        assert_eq!(moderate().send(&client).await.unwrap_err().attempts(), 3);
    }
    assert_eq!(
        (resetting.requests(), resetting.connections(), stalling.requests(), stalling.connections()),
        (0, 9, 0, 9)
    );
}
