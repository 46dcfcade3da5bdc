//! Generated against hand-written code: requests a second, and time on a processor for each. Every program that is
//! measured has one thread and is alone in its process; the two take turns, so that a busy machine hits both.

use std::time::Instant;

use specwright_bench::generated::{client, types};
use specwright_bench::process::{self, Part, cpu};
use specwright_bench::{Error, generated, hand, items, load};

/// How often the two take turns.
const ROUNDS: usize = 9;

/// About 1 MB of items.
const MANY: usize = 4_800;

/// What is measured: name, how often a round, how many at once.
const KINDS: [(&str, usize, usize); 3] = [("small", 8_000, 16), ("send 1 MB", 60, 4), ("receive 1 MB", 60, 4)];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let many = items(MANY);
    match arguments.as_slice() {
        ["server", "generated"] => process::serve(generated::router(serde_json::from_str(&many)?)).await,
        ["server", "hand"] => process::serve(hand::router(serde_json::from_str(&many)?)).await,
        ["client", who, address] => call(who, &format!("http://{address}")).await,
        wanted => {
            println!(
                "{:<22} {:>10} {:>10} {:>7} {:>11} {:>11} {:>7}",
                "", "1/s", "by hand", "ratio", "CPU µs", "by hand", "ratio"
            );
            servers(wanted).await?;
            clients(wanted)
        }
    }
}

/// Whether a measurement is asked for: by all words, or by none.
fn is_wanted(name: &str, words: &[&str]) -> bool {
    words.iter().all(|word| name.contains(word))
}

/// What was measured in a round: requests a second, and nanoseconds on a processor for each.
type Cost = (f64, f64);

fn cost(count: usize, seconds: f64, nanoseconds: u64) -> Cost {
    (count as f64 / seconds, nanoseconds as f64 / count as f64)
}

async fn servers(wanted: &[&str]) -> Result<(), Error> {
    let mut parts = [
        Part::start(&["server", "generated"])?,
        Part::start(&["server", "hand"])?,
    ];
    let mut addresses = Vec::new();
    for part in &mut parts {
        addresses.push(part.hear()?);
    }
    let requests = [
        load::request("POST /items", items(1).trim_matches(['[', ']'])),
        load::request("POST /batches", &items(MANY)),
        load::request(&format!("GET /batches/{MANY}"), ""),
    ];
    for ((name, count, at_once), request) in KINDS.into_iter().zip(requests) {
        let name = format!("server, {name}");
        if !is_wanted(&name, wanted) {
            continue;
        }
        let mut rounds = Vec::new();
        for round in 0..=ROUNDS {
            let mut costs = Vec::new();
            for (part, address) in parts.iter().zip(&addresses) {
                let before = cpu(part.id())?;
                let elapsed = load::run(address, &request, count, at_once).await?;
                costs.push(cost(count, elapsed.as_secs_f64(), cpu(part.id())? - before));
            }
            // The first is for warming up.
            if round > 0 {
                rounds.push(costs);
            }
        }
        tell(&name, &rounds);
    }
    Ok(())
}

fn clients(wanted: &[&str]) -> Result<(), Error> {
    let mut server = Part::start(&["server", "hand"])?;
    let address = server.hear()?;
    let mut parts = [
        Part::start(&["client", "generated", &address])?,
        Part::start(&["client", "hand", &address])?,
    ];
    for (kind, (name, count, _)) in KINDS.into_iter().enumerate() {
        let name = format!("client, {name}");
        if !is_wanted(&name, wanted) {
            continue;
        }
        let mut rounds = Vec::new();
        for round in 0..=ROUNDS {
            let mut costs = Vec::new();
            for part in &mut parts {
                let before = cpu(part.id())?;
                part.tell(&kind.to_string())?;
                let seconds = part.hear()?.parse::<f64>()?;
                costs.push(cost(count, seconds, cpu(part.id())? - before));
            }
            if round > 0 {
                rounds.push(costs);
            }
        }
        tell(&name, &rounds);
    }
    Ok(())
}

/// A client: for every line that is a kind, it calls as often as that says, and tells how many seconds it took.
async fn call(who: &str, url: &str) -> Result<(), Error> {
    let hand = hand::Client::new(url)?;
    let generated = client::Client::builder().base_url(url).build()?;
    for line in std::io::stdin().lines() {
        let kind: usize = line?.trim().parse()?;
        let (_, count, at_once) = KINDS.get(kind).copied().ok_or("no such kind")?;
        let start = Instant::now();
        let mut tasks = Vec::new();
        for _ in 0..at_once {
            let times = count / at_once;
            tasks.push(match who {
                "hand" => tokio::spawn(by_hand(hand.clone(), kind, times)),
                _ => tokio::spawn(by_generated(generated.clone(), kind, times)),
            });
        }
        for task in tasks {
            task.await??;
        }
        println!("{}", start.elapsed().as_secs_f64());
    }
    Ok(())
}

async fn by_hand(client: hand::Client, kind: usize, times: usize) -> Result<(), Error> {
    let items: Vec<hand::Item> = serde_json::from_str(&items(if kind == 1 { MANY } else { 1 }))?;
    let first = items.first().ok_or("no item")?;
    for _ in 0..times {
        match kind {
            0 => drop(client.create(first.clone()).await?),
            1 => drop(client.create_many(items.clone()).await?),
            _ => drop(client.list(MANY).await?),
        }
    }
    Ok(())
}

async fn by_generated(client: client::Client, kind: usize, times: usize) -> Result<(), Error> {
    let items: Vec<types::Item> = serde_json::from_str(&items(if kind == 1 { MANY } else { 1 }))?;
    let first = items.first().ok_or("no item")?;
    for _ in 0..times {
        match kind {
            0 => drop(client.create_item(first.clone()).await?),
            1 => drop(client.create_items(items.clone()).await?),
            _ => drop(client.list_items(i64::try_from(MANY)?).await?),
        }
    }
    Ok(())
}

/// Prints medians; the ratios are those of rounds, so that what hits both cancels out.
fn tell(name: &str, rounds: &[Vec<Cost>]) {
    let of = |index: usize, value: fn(&Cost) -> f64| {
        median(rounds.iter().filter_map(|round| round.get(index)).map(value).collect())
    };
    let ratio = |value: fn(&Cost, &Cost) -> f64| {
        let ratios = rounds
            .iter()
            .filter_map(|round| Some(value(round.first()?, round.get(1)?)));
        median(ratios.collect())
    };
    println!(
        "{name:<22} {:>10.0} {:>10.0} {:>7.3} {:>11.1} {:>11.1} {:>7.3}",
        of(0, |cost| cost.0),
        of(1, |cost| cost.0),
        ratio(|ours, theirs| ours.0 / theirs.0),
        of(0, |cost| cost.1 / 1e3),
        of(1, |cost| cost.1 / 1e3),
        ratio(|ours, theirs| theirs.1 / ours.1),
    );
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
