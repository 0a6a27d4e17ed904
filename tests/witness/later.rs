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

// == waiter-number-changed
let job: witness::runtime::wait::Poller<Check> = Look::new().keep("a").send_and_wait(client).submit().await?;
Ok(!job.id().is_empty())

// == pages-added
Look::new().keep("a").offset(0).limit(2).send(client).await.map(|look| !look.names.is_empty())

// == pages-removed
let first = Look::new().keep("a").limit(2).pages(client).next().await.transpose()?;
Ok(first.is_some_and(|page| !page.names.is_empty()))

// == pages-list-changed
let first: Option<String> = Look::new().keep("a").limit(2).items(client).next().await.transpose()?;
Ok(first.is_some())

// == pages-advance-changed
let first = Look::new().keep("a").limit(2).pages(client).next().await.transpose()?;
Ok(first.is_some_and(|page| !page.names.is_empty()))
