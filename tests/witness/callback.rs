// Callbacks.

// == callback-added
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == callback-removed
let posted = Look::read_callback(br#"{"Seen":"a"}"#)?;
Ok(posted.seen.is_some())

// == callback-payload-changed
let posted: LookOutput = Look::read_callback(br#"{"Seen":"a"}"#)?.into_inner();
Ok(posted.seen.is_some())

// == callback-values-changed
let posted = Posted::read_callback(br#"{"Id":"1"}"#)?;
Ok(posted.id.is_some())
