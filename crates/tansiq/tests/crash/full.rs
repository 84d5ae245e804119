//! The disk of the running program fills up and gets room again.

use crate::client::Client;
use crate::plans::{Plan, Told, check_query};
use crate::server::{Server, verify};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A small file system of its own, unmounted when dropped.
struct Mount(PathBuf);

impl Mount {
    /// `None` where mounting is not allowed.
    fn new(folder: &Path, size: &str) -> Option<Mount> {
        let options = format!("size={size}");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder).output();
        mounted.is_ok_and(|output| output.status.success()).then(|| Mount(folder.to_owned()))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(&self.0).status();
        assert!(std::thread::panicking() || unmounted.is_ok_and(|status| status.success()));
    }
}

/// Takes all the room there is.
fn fill(path: &Path) {
    use std::io::Write;
    let mut ballast = fs::OpenOptions::new().create(true).append(true).open(path).expect("a file");
    for size in [65_536, 4_096, 512, 1] {
        while ballast.write_all(&vec![7; size]).is_ok() {}
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_stops_writes_but_not_reads_and_needs_no_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let mount = folder.path().join("disk");
    fs::create_dir(&mount).expect("a folder");
    let Some(_mount) = Mount::new(&mount, "16m") else {
        println!("skipped: mounting a tmpfs is not allowed here");
        return;
    };
    let (data, ballast) = (mount.join("data"), mount.join("ballast"));
    let server = Server::start(&data);
    let client = Client::enter(&server.url, "uss1").await.expect("it runs");
    let told = Mutex::new(Told::default());
    let mut plans: Vec<Plan> = (0..20).map(Plan::new).collect();
    for plan in &mut plans[..10] {
        assert!(plan.put(&client, &told).await);
    }
    for round in 0..3 {
        fill(&ballast);
        write_until_full(&client, &mut plans, &told).await;
        let refused = client.put("/dss/v1/constraint_references/nonsense", &serde_json::json!({})).await.expect("an answer");
        assert!(refused.status < 500, "what is wrong in itself is still told so: {refused:?}");
        assert_eq!(client.get("/ready").await.expect("an answer").status, 503, "round {round}");
        assert_eq!(client.get("/healthy").await.expect("an answer").status, 200, "round {round}");
        for plan in &mut plans {
            plan.check(&client).await;
        }
        check_query(&client, &plans.iter().collect::<Vec<_>>()).await;
        fs::remove_file(&ballast).expect("it is there");
        until_ready(&client).await;
        for plan in &mut plans {
            assert!(plan.put(&client, &told).await, "round {round}: writes work again");
        }
    }
    server.kill();
    verify(&data);
    let server = Server::start(&data);
    let client = Client::enter(&server.url, "uss1").await.expect("it runs");
    for plan in &mut plans {
        plan.check(&client).await;
    }
    server.stop();
    verify(&data);
}

/// Writes until the store takes no more; every refusal comes soon.
async fn write_until_full(client: &Client, plans: &mut [Plan], told: &Mutex<Told>) {
    let end = Instant::now() + Duration::from_secs(30);
    let mut refused = 0;
    while refused < 10 {
        assert!(Instant::now() < end, "the disk is full, but writes go on");
        let plan = plans.iter_mut().find(|plan| plan.perhaps.is_none()).expect("twenty plans are enough");
        let began = Instant::now();
        if !plan.put(client, told).await {
            refused += 1;
            assert!(began.elapsed() < Duration::from_secs(5), "a refusal took {:?}", began.elapsed());
        }
    }
}

async fn until_ready(client: &Client) {
    let end = Instant::now() + Duration::from_secs(20);
    while client.get("/ready").await.expect("an answer").status != 200 {
        assert!(Instant::now() < end, "it does not recover");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
