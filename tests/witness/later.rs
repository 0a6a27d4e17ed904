// What comes after an answer.

// == waiter-added
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == waiter-removed
let job = Look::new().keep("a").send_and_wait(client).submit().await?;
Ok(job.id() == "a")

// == waiter-query-changed
let job: witness::runtime::wait::Poller<Check> = Look::new().keep("a").send_and_wait(client).submit().await?;
Ok(job.id() == "a")

// == waiter-changed
let mut job = Look::new().keep("a").send_and_wait(client).submit().await?;
let progress = job.poll().await?;
Ok(matches!(progress, witness::runtime::wait::Progress::Pending(_)))

// == callback-added
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == callback-removed
let posted = Look::read_callback(br#"{"Seen":"a"}"#)?;
Ok(posted.seen.is_some())

// == callback-payload-changed
let posted: LookOutput = Look::read_callback(br#"{"Seen":"a"}"#)?.into_inner();
Ok(posted.seen.is_some())
