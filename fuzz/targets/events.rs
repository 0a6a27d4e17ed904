//! Streams of events, in chunks of any size. A stream ends.
#![no_main]

use fuzz::support::{Fake, Moderate, response};
use fuzz::{Chunks, assert_printable, block_on, selected};
use libfuzzer_sys::fuzz_target;
use tencentcloud_runtime::ByteStream;

fuzz_target!(|input: &[u8]| {
    let (size, body) = selected(input);
    let headers = [("content-type", "text/event-stream")];
    let fake = Fake::default().then(response(200, &headers, ByteStream::new(Chunks::of(body, size))));
    let moderate = Moderate { file_url: Some("u".into()), ..Moderate::default() };
    block_on(async {
        let Ok(mut stream) = fake.client().events(moderate, "").await else { return };
        let mut events = 0;
        while let Some(event) = stream.next().await {
            events += 1;
            assert!(events <= body.len(), "an event takes at least one byte");
            match event {
                Ok(event) => drop(format!("{event:?}")),
                Err(error) => assert_printable(&error),
            }
        }
    });
});
