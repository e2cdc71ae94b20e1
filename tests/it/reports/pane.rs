//! The reports on the screen: keys in, screens out.
use super::super::{act, has, has_not, store_at};
use super::leads::leads;
use super::orders::orders;
use insta::assert_snapshot;
use linchpin::cli::run;
use linchpin::lang::Lang;
use linchpin::store::Store;
use linchpin::ui::stage::Stage;
use std::ffi::OsString;
use std::fs::read;
use std::path::Path;

fn stage_of(mut store: Store, lang: Lang, (width, height): (u16, u16)) -> Stage {
    store.session_mut().lang = lang;
    let mut stage = Stage::new(store, width, height).unwrap();
    assert!(stage.open_on("reports"));
    stage.keys("<bs>");
    stage
}

/// On the lead funnel.
fn stage(lang: Lang, width: u16, height: u16) -> Stage {
    let mut stage = stage_of(leads(), lang, (width, height));
    stage.keys("jj");
    stage
}

#[test]
fn each_report_has_its_figure_and_the_one_in_front_its_table_and_meaning() {
    assert_snapshot!(stage_of(orders(), Lang::En, (80, 24)).screen(), @r#"
     0·7  1  2·7  3  4 Reports  5                              Mai  Tue 24/11 09:14
     ‹All 7›  Sales 2  Orders 1  Leads 2  Team 1  Data 1
    ▌ Orders by month                                         3.40 m ₫ ▁▁▁▁▁▁▁▁▁▁█▅
      On time in full                                             29 % ▁▁▁▁▁▁▁▁▁▁█▁
      Lead funnel                                                    0
      First answer                                                   —
      Pipeline                                                       0
      Workload                                                       4
      Data quality                                                  26
    ────────────────────────────────────────────────────────────────────────────────
     Orders by month                                           12 months · by month

      month    orders          net  currency
      09/2026       1          0 ₫  VND
      10/2026       1        $8.00  USD
      10/2026       2  2.200.000 ₫  VND
      11/2026       1        $4.00  USD
      11/2026       4  1.201.700 ₫  VND
      total         2       $12.00  USD
      total         7  3.401.700 ₫  VND

     The orders of the period by the day on which they were ordered, cancelled ones

     enter into the figures  p period  b by  C chart/table  x export  * pin  ? more
    "#);
    assert_snapshot!(stage(Lang::Vi, 80, 24).screen(), @r#"
     0·2  1·2  2  3  4 Báo cáo  5                               Mai  T3 24/11 09:14
     ‹Tất cả 7›  Bán hàng 2  Đơn 1  Khách mới 2  Nhóm 1  Dữ liệu 1
      Đơn hàng theo tháng                                            0
      Giao đúng hạn, đủ                                              —
    ▌ Phễu khách mới                                                 7 ▁▁▁▁▁▁▁▁▁▁▃█
      Trả lời lần đầu                                            1 giờ ▁▁▁▁▁▁▁▁▁▁██
      Cơ hội đang theo                                               0
      Khối lượng việc                                                1
      Chất lượng dữ liệu                                            10
    ────────────────────────────────────────────────────────────────────────────────
     Phễu khách mới                                           12 tháng · theo nguồn

      Nguồn       vào  đã trả lời      %  đạt      %  thành khách     %  loại     %
      hội chợ       3           2   67 %    0    0 %            0   0 %     1  33 %
      web           2           2  100 %    2  100 %            1  50 %     0   0 %
      giới thiệu    1           0    0 %    0    0 %            0   0 %     0   0 %
      —             1           0    0 %    0    0 %            0   0 %     0   0 %
      tổng          7           4   57 %    2   29 %            1  14 %     1  14 %

     Khách mới tạo trong kỳ, theo tình trạng hiện nay. Vào: tất cả. Đã trả lời: đã
     có người nói chuyện với khách. Đạt: đang ở mức đạt hoặc đã thành khách hàng.
     Thành khách: đã chuyển thành khách hàng. Loại: đã loại. Bản trùng cũng được

     enter vào các con số  p kỳ  b theo  C biểu đồ/bảng  x xuất  * ghim  ? thêm
    "#);
}

#[test]
fn a_wide_screen_has_them_beside_each_other_and_a_chart() {
    assert_snapshot!(stage_of(orders(), Lang::En, (120, 30)).keys("j").screen(), @r#"
     0 Today 7  1 Leads  2 Orders 7  3 Calendar  4 Reports  5 Customers                                Mai  Tue 24/11 09:14
     ‹All 7›  Sales 2  Orders 1  Leads 2  Team 1  Data 1
      Orders by month          3.40 m ₫ ▁▁▁▁▁▁▁▁▁▁█▅ │  On time in full                                12 months · by month
    ▌ On time in full              29 % ▁▁▁▁▁▁▁▁▁▁█▁ │
      Lead funnel                     0              │  OTIF
      First answer                    —              │  100 % ┤      •
      Pipeline                        0              │        │      ╰╮
      Workload                        4              │   50 % ┤       ╰─╮
      Data quality                   26              │        │         ╰╮
                                                     │        │          ╰╮
                                                     │    0 % ┤           ╰•
                                                     │        └09    10    11
                                                     │
                                                     │   month    orders  on time  in full  both   OTIF  late  open late
                                                     │   09/2026       1        0        1     0      —     0          0
                                                     │   10/2026       2        2        2     2  100 %     0          0
                                                     │   11/2026       5        1        1     0    0 %     1          3
                                                     │   total         8        3        4     2   29 %     1          3
                                                     │
                                                     │  The orders whose first promise falls into the period, drafts and
                                                     │  cancelled ones aside. On time: delivered on or before the FIRST
                                                     │  promise; a promise that was moved does not help. Late: after it. In
                                                     │  full: all that was ordered has left or arrived, and none of it was
                                                     │  cancelled. Open late: the first promise is past and not all of it
                                                     │  has left. OTIF: on time and in full, of those on time, late and open
                                                     │  late.
                                                     │  1 order has no day of delivery: the day of shipping counts.
                                                     │  1 order is done, with neither a day of shipping nor one of delivery:

     enter into the figures  p period  b by  C chart/table  x export  * pin  J read on  / find a report  F2 look up  ? more
    "#);
    assert_snapshot!(stage(Lang::Vi, 120, 30).keys("j<enter>").screen(), @r#"
     0 Hôm nay 2  1 Khách mới 2  2 Đơn  3 Lịch  4 Báo cáo  5 Khách                                      Mai  T3 24/11 09:14
     ‹Tất cả 7›  Bán hàng 2  Đơn 1  Khách mới 2  Nhóm 1  Dữ liệu 1
      Đơn hàng theo tháng             0              │  Trả lời lần đầu                        Enter: các dòng, ở khách mới
      Giao đúng hạn, đủ               —              │
      Phễu khách mới                  7 ▁▁▁▁▁▁▁▁▁▁▃█ │  trung vị
    ▌ Trả lời lần đầu             1 giờ ▁▁▁▁▁▁▁▁▁▁██ │  1 giờ 5 ph ┤
      Cơ hội đang theo                0              │             │
      Khối lượng việc                 1              │             │
      Chất lượng dữ liệu             10              │             │
                                                     │             │
                                                     │       1 giờ ┤•─────•
                                                     │             └10    11
                                                     │
                                                     │   tháng    đã trả lời  đúng hạn      %  đang chờ  trung vị    p90
                                                     │   10/2026           1         1  100 %         0     1 giờ  1 giờ
                                                     │ ▌ 11/2026           3         2   67 %         1     1 giờ  3 giờ
                                                     │   tổng              4         3   75 %         1     1 giờ  3 giờ
                                                     │
                                                     │  Khách mới tạo trong kỳ và cần được trả lời. Thời gian tính từ lúc
                                                     │  khách đến tới lần nói chuyện đầu tiên, theo giờ làm việc của công
                                                     │  ty: không tính ban đêm, ngày nghỉ và nghỉ trưa. Đúng hạn: trả lời
                                                     │  trước khi hết thời hạn theo quy định. Trung vị: một nửa được trả lời
                                                     │  trong khoảng đó; p90: chín phần mười. Đang chờ: còn mở, chưa ai trả
                                                     │  lời.
                                                     │
                                                     │
                                                     │
                                                     │

     enter các dòng  p kỳ  b theo  C biểu đồ/bảng  x xuất  * ghim  J đọc tiếp  / tìm báo cáo  F2 tìm người  ? thêm
    "#);
}

#[test]
fn a_small_screen_has_one_of_the_two() {
    assert_snapshot!(stage(Lang::En, 60, 15).screen(), @r#"
     0·2  1·2  2  3  4 Reports  5          Mai  Tue 24/11 09:14
     ‹All 7›  Sales 2  Orders 1  Leads 2  Team 1  Data 1
      Orders by month                            0
      On time in full                            —
    ▌ Lead funnel                                7 ▁▁▁▁▁▁▁▁▁▁▃█
      First answer                             1 h ▁▁▁▁▁▁▁▁▁▁██
      Pipeline                                   0
      Workload                                   1
      Data quality                              10





     enter into the figures  p period  b by  ? more
    "#);
    assert_snapshot!(stage(Lang::En, 60, 15).keys("<enter>l").screen(), @r#"
     0·2  1·2  2  3  4 Reports  5          Mai  Tue 24/11 09:14
     ‹All 7›  Sales 2  Orders 1  Leads 2  Team 1  Data 1
     Lead funnel                      Enter: its rows, in leads

      Source    in  answered  qualified  customers     %  lost
    ▌ fair       3         2          0          0   0 %     1
      web        2         2          2          1  50 %     0
      referral   1         0          0          0   0 %     0
      —          1         0          0          0   0 %     0
      total      7         4          2          1  14 %     1

     The leads that were created in the period, as they stand
     now. In: all of them. Answered: someone has spoken with

     enter rows behind  p period  b by  C chart/table  ? more
    "#);
    assert!(stage(Lang::En, 59, 15).screen().contains("too small"));
}

#[test]
fn a_figure_leads_to_its_rows_in_their_list_and_back() {
    let mut s = stage(Lang::En, 80, 24);
    s.keys("<enter>lljj");
    assert_snapshot!(s.screen(), @r#"
     0·2  1·2  2  3  4 Reports  5                              Mai  Tue 24/11 09:14
     ‹All 7›  Sales 2  Orders 1  Leads 2  Team 1  Data 1
      Orders by month                                                0
      On time in full                                                —
    ▌ Lead funnel                                                    7 ▁▁▁▁▁▁▁▁▁▁▃█
      First answer                                                 1 h ▁▁▁▁▁▁▁▁▁▁██
      Pipeline                                                       0
      Workload                                                       1
      Data quality                                                  10
    ────────────────────────────────────────────────────────────────────────────────
     Lead funnel                                          Enter: its rows, in leads

      Source    in  answered      %  qualified      %  customers     %  lost     %
      fair       3         2   67 %          0    0 %          0   0 %     1  33 %
      web        2         2  100 %          2  100 %          1  50 %     0   0 %
    ▌ referral   1         0    0 %          0    0 %          0   0 %     0   0 %
      —          1         0    0 %          0    0 %          0   0 %     0   0 %
      total      7         4   57 %          2   29 %          1  14 %     1  14 %

     The leads that were created in the period, as they stand now. In: all of them.
     Answered: someone has spoken with them. Qualified: qualified now, or a customer
     already. Customers: converted. Lost: turned down. Duplicates are in, too. Each

     enter rows behind  p period  b by  C chart/table  x export  * pin  ? more
    "#);
    // Qualified, of the web.
    s.keys("k<enter>");
    assert_snapshot!(s.screen(), @r#"
     0·2  1 Leads 2  2  3  4  5                                Mai  Tue 24/11 09:14
     ‹All 7›  /source:web created>=1/12/2025 created<1/12/2026 -answered:   2 found
      Due           Lead                   Company             Source  Pts Owner
    ▌ Mon 30/11   › —                      Gạo Đồng Tháp       web      20 Lan
      —             —                      Gạo Đồng Tháp       web      20 —









    ────────────────────────────────────────────────────────────────────────────────
     Gạo Đồng Tháp · Gạo Đồng Tháp                                        qualified
     Why now   no next step for 5 working days
     Score 20  +10 wrote to us · +10 names a company
     Owner     Lan
     Source    web
     Last      02/11 11:00 call, Mai
     History   09:14 qualified (Mai) · 09:14 Lan (Mai) · 02/11 11:00 reached (Mai)…

     + convert  - turn down  a assign  z later  c call  r record  ? more
    "#);
    s.keys("<c-o>");
    assert!(s.screen().contains("Enter: its rows, in leads"), "{}", s.screen());
    // What is done there is counted here at once.
    s.keys("<enter>-1<c-o>");
    assert_snapshot!(s.screen(), @r#"
     0·2  1·2  2  3  4 Reports  5                              Mai  Tue 24/11 09:14
     ‹All 7›  Sales 2  Orders 1  Leads 2  Team 1  Data 1
      Orders by month                                                0
      On time in full                                                —
    ▌ Lead funnel                                                    7 ▁▁▁▁▁▁▁▁▁▁▃█
      First answer                                                 1 h ▁▁▁▁▁▁▁▁▁▁██
      Pipeline                                                       0
      Workload                                                       1
      Data quality                                                  10
    ────────────────────────────────────────────────────────────────────────────────
     Lead funnel                                          Enter: its rows, in leads

      Source    in  answered      %  qualified     %  customers     %  lost     %
      fair       3         2   67 %          0   0 %          0   0 %     1  33 %
    ▌ web        2         2  100 %          1  50 %          1  50 %     1  50 %
      referral   1         0    0 %          0   0 %          0   0 %     0   0 %
      —          1         0    0 %          0   0 %          0   0 %     0   0 %
      total      7         4   57 %          1  14 %          1  14 %     2  29 %

     The leads that were created in the period, as they stand now. In: all of them.
     Answered: someone has spoken with them. Qualified: qualified now, or a customer
     already. Customers: converted. Lost: turned down. Duplicates are in, too. Each

     enter rows behind  p period  b by  C chart/table  x export  * pin  ? more
    "#);
}

#[test]
fn another_period_another_way_a_chart() {
    let mut s = stage(Lang::En, 80, 24);
    assert_snapshot!(s.keys("p").screen(), @r#"
     0·2  1·2  2  3  4 Reports  5                              Mai  Tue 24/11 09:14
     ‹All 7›  Sales 2  Orders 1  Leads 2  Team 1  Data 1
    ┌ Period ──────────────────────────────────────────────────────────────────────┐
    │ /▏                                                                           │
    │ ▌ 1 this month                                                               │
    │   2 last month                                                               │
    │   3 this quarter                                                             │
    │   4 this year                                                                │
    │   5 last year                                                                │
    │   6 12 months                                                                │
    │   7 all time                                                                 │
    └──────────────────────────────────────────────────────────────────────────────┘
      Source    in  answered      %  qualified      %  customers     %  lost     %
      fair       3         2   67 %          0    0 %          0   0 %     1  33 %
      web        2         2  100 %          2  100 %          1  50 %     0   0 %
      referral   1         0    0 %          0    0 %          0   0 %     0   0 %
      —          1         0    0 %          0    0 %          0   0 %     0   0 %
      total      7         4   57 %          2   29 %          1  14 %     1  14 %

     The leads that were created in the period, as they stand now. In: all of them.
     Answered: someone has spoken with them. Qualified: qualified now, or a customer
     already. Customers: converted. Lost: turned down. Duplicates are in, too. Each

     enter take  tab down  F2 look up  ^p commands  esc back
    "#);
    assert_snapshot!(s.keys("2").screen(), @r#"
     0·2  1·2  2  3  4 Reports  5                              Mai  Tue 24/11 09:14
     ‹All 7›  Sales 2  Orders 1  Leads 2  Team 1  Data 1
      Orders by month                                                0
      On time in full                                                —
    ▌ Lead funnel                                                    1 ▁▁▁▁▁▁▁▁▁▁▁█
      First answer                                                 1 h ▁▁▁▁▁▁▁▁▁▁▁█
      Pipeline                                                       0
      Workload                                                       1
      Data quality                                                  10
    ────────────────────────────────────────────────────────────────────────────────
     Lead funnel                                             last month · by source

      Source  in  answered      %  qualified    %  customers    %  lost    %
      fair     1         1  100 %          0  0 %          0  0 %     0  0 %

     The leads that were created in the period, as they stand now. In: all of them.
     Answered: someone has spoken with them. Qualified: qualified now, or a customer
     already. Customers: converted. Lost: turned down. Duplicates are in, too. Each
     rate is of all that came in.




     enter into the figures  p period  b by  C chart/table  x export  * pin  ? more
    "#);
    assert_snapshot!(s.keys("p7b2").screen(), @r#"
     0·2  1·2  2  3  4 Reports  5                              Mai  Tue 24/11 09:14
     ‹All 7›  Sales 2  Orders 1  Leads 2  Team 1  Data 1
      Orders by month                                                0
      On time in full                                                —
    ▌ Lead funnel                                                    7 ▁▁▁▁▁▁▁▁▁▁▃█
      First answer                                                 1 h ▁▁▁▁▁▁▁▁▁▁██
      Pipeline                                                       0
      Workload                                                       1
      Data quality                                                  10
    ────────────────────────────────────────────────────────────────────────────────
     Lead funnel                                                all time · by month

      month    in  answered      %  qualified     %  customers     %  lost     %
      10/2026   1         1  100 %          0   0 %          0   0 %     0   0 %
      11/2026   6         3   50 %          2  33 %          1  17 %     1  17 %
      total     7         4   57 %          2  29 %          1  14 %     1  14 %

     The leads that were created in the period, as they stand now. In: all of them.
     Answered: someone has spoken with them. Qualified: qualified now, or a customer
     already. Customers: converted. Lost: turned down. Duplicates are in, too. Each
     rate is of all that came in.


     enter into the figures  p period  b by  C chart/table  x export  * pin  ? more
    "#);
    assert_snapshot!(s.keys("C").screen(), @r#"
     0·2  1·2  2  3  4 Reports  5                              Mai  Tue 24/11 09:14
     ‹All 7›  Sales 2  Orders 1  Leads 2  Team 1  Data 1
      Orders by month                                                0
      On time in full                                                —
    ▌ Lead funnel                                                    7 ▁▁▁▁▁▁▁▁▁▁▃█
      First answer                                                 1 h ▁▁▁▁▁▁▁▁▁▁██
      Pipeline                                                       0
      Workload                                                       1
      Data quality                                                  10
    ────────────────────────────────────────────────────────────────────────────────
     Lead funnel                                                all time · by month

     in
     6 ┤     ╭•
       │    ╭╯
     4 ┤   ╭╯
       │  ╭╯
       │  │
     2 ┤ ╭╯
       │•╯
     0 ┤
       └10    11

     enter into the figures  p period  b by  C chart/table  x export  * pin  ? more
    "#);
}

#[test]
fn reports_are_found_by_area_and_by_name() {
    let mut s = stage(Lang::En, 80, 24);
    assert_snapshot!(s.keys("<tab><tab><tab><tab>p").screen(), @r#"
     0·2  1·2  2  3  4 Reports  5                              Mai  Tue 24/11 09:14
     All 7  Sales 2  Orders 1  Leads 2  ‹Team 1›  Data 1
    ▌ Workload                                                       1






    ────────────────────────────────────────────────────────────────────────────────
     Workload                                                                   now

      person  leads  orders  opportunities  tasks  messages  late  today
      Mai         0       0              0      0         0     1      1
      Lan         2       0              0      0         0     0      0
      Minh        0       0              0      0         0     0      0
      Huy         0       0              0      0         0     0      0
      nobody      2       0              0      0         0
      total       4       0              0      0         0     1      1

     Of each person, now. By kind: what they own and work goes on with. Late and
     today: whatever is their turn, due before now or by the end of today. What
     This report is of now, not of a period
     enter into the figures  p period  b by  C chart/table  x export  * pin  ? more
    "#);
    assert_snapshot!(s.keys("<s-tab><s-tab><s-tab><s-tab>/first<enter>JJ").screen(), @r#"
     0·2  1·2  2  3  4 Reports  5                              Mai  Tue 24/11 09:14
     /first
    ▌ First answer                                                 1 h ▁▁▁▁▁▁▁▁▁▁██






    ────────────────────────────────────────────────────────────────────────────────
     First answer                                              12 months · by month

      month    leads  answered  within      %  too late  waiting  median  p90
      10/2026      1         1       1  100 %         0        0     1 h  1 h
      11/2026      6         3       2   67 %         1        1     1 h  3 h
      total        7         4       3   75 %         1        1     1 h  3 h

     The leads that were created in the period and were owed a first answer. Time
     runs from their coming to the first word with them, in the working hours of the
     house: nights, holidays and the noon break do not count. Within: answered
     before the policy's clock ran out. Half were answered within the median, nine
     in ten within p90. Waiting: open, and nobody has answered yet.
     There is no more to read here
     enter into the figures  p period  b by  C chart/table  x export  * pin  ? more
    "#);
}

#[test]
fn keys_in_a_burst_do_the_same_as_one_by_one() {
    for keys in ["jj<enter>l", "<enter>jj<enter>", "p1j<enter>", "b2<enter>k<enter>", "/data<enter><enter>jj"] {
        let one = stage(Lang::Vi, 120, 30).keys(keys).screen();
        let all = stage(Lang::Vi, 120, 30).burst(keys).screen();
        assert_eq!(one, all, "{keys}");
    }
}

#[test]
fn every_figure_opens_as_many_rows_as_it_counts() {
    // The report, the way to a figure from its first number, the figure, and where its rows are.
    let cases = [
        ("/workload<enter>", "lllll", 1, "0 Today"),
        ("/workload<enter>", "j", 2, "1 Leads"),
        ("/quality<enter>", "", 7, "1 Leads"),
        ("/funnel<enter>b3", "G", 7, "1 Leads"),
        ("/answer<enter>", "G", 7, "1 Leads"),
    ];
    for (report, way, count, tab) in cases {
        let mut s = stage(Lang::En, 120, 30);
        s.keys(report).keys("<enter>").keys(way);
        let figures = s.screen();
        let found = s.keys("<enter>").screen();
        assert!(found.contains(tab) && found.contains(&format!("{count} found")), "{report} {way}\n{figures}\n{found}");
    }
}

/// What the command line writes of a report, into a file beside another.
fn by_command(store: &Store, lang: &str, out: &Path, words: &[&str]) -> Vec<u8> {
    let out = out.with_file_name(format!("command-{}", out.file_name().unwrap().to_string_lossy()));
    let (db, to) = (store.path().display().to_string(), out.display().to_string());
    let globals = ["linchpin", "--db", &db, "--lang", lang, "--now", "2026-11-24T09:14:00+07:00", "report"];
    run(globals.iter().chain(words).chain(&["-o", &to]).map(OsString::from)).unwrap();
    read(out).unwrap()
}

#[test]
fn a_report_is_written_out_as_the_command_line_writes_it() {
    let folder = tempfile::tempdir().unwrap();
    // A code that a spreadsheet would take for a formula, and one that is a number.
    let formula = "=HYPERLINK(1)";
    for (lang, name) in [(Lang::En, "en"), (Lang::Vi, "vi")] {
        let mut store = leads();
        for (source, phone) in [(formula, "0903 999 001"), ("-5", "0903 999 002")] {
            let code = [("list", "source"), ("name", source), ("en", source), ("vi", source)];
            act(&mut store, "code", "add", &[], &code);
            act(&mut store, "lead", "add", &[], &[("name", "Bà Tám"), ("phone", phone), ("source", source)]);
        }
        let mut s = stage_of(store, lang, (80, 24));
        s.keys("jjx");
        let proposed = ["lead-funnel-12-months-source-2026-11-24.csv", "pheu-khach-moi-12-thang-nguon-2026-11-24.csv"];
        has(&s, proposed[lang as usize]);
        has(&s, if lang == Lang::En { "Write this report to, .csv" } else { "Ghi báo cáo này vào, .csv" });
        for (file, period, by) in [("a.csv", "", "source"), ("a.json", "", "source"), ("b.csv", "p7", "month")] {
            let out = folder.path().join(format!("{name}-{file}"));
            s.keys(&format!("<esc>{period}b{}x", if by == "month" { "2" } else { "1" }));
            s.keys(&format!("<c-u><paste:{}><enter>", out.display()));
            has(&s, if lang == Lang::En { "rows written to" } else { "đã ghi" });
            let days: &[&str] = if period.is_empty() { &["--from", "1/12/2025", "--to", "30/11/2026"] } else { &[] };
            let words = [&["lead-funnel", "--by", by], days].concat();
            let (written, wanted) = (read(&out).unwrap(), by_command(s.store(), name, &out, &words));
            let text = String::from_utf8(written).unwrap();
            assert_eq!(text.as_bytes(), wanted, "{text}");
            let guarded = text.lines().any(|line| line.starts_with(&format!("'{formula},1,")));
            assert_eq!(guarded, file == "a.csv", "{text}");
            assert_eq!(text.contains(formula), by == "source", "{text}");
            s.keys("x");
        }
        // Never over another unasked, and in no other form.
        let out = folder.path().join(format!("{name}-a.csv"));
        s.keys(&format!("<c-u><paste:{}><enter>", out.display()));
        has(&s, if lang == Lang::En { "is there already" } else { "đã có tệp" });
        s.keys(&format!("1<c-u><paste:{}><enter>", folder.path().join("a.txt").display()));
        has(&s, ".csv");
        has_not(&s, "a.txt is");
        assert!(!folder.path().join("a.txt").exists());
    }
}

#[test]
fn every_report_is_written_out_from_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let mut s = stage_of(orders(), Lang::En, (80, 24));
    for asked in linchpin::report::REPORTS {
        for ending in ["csv", "json"] {
            let out = folder.path().join(format!("{}.{ending}", asked.name));
            s.keys(&format!("x<c-u><paste:{}><enter>", out.display()));
            let days: &[&str] = if asked.period { &["--from", "1/12/2025", "--to", "30/11/2026"] } else { &[] };
            let words = [&[asked.name, "--by", asked.shown], days].concat();
            assert_eq!(read(&out).unwrap(), by_command(s.store(), "en", &out, &words), "{}", asked.name);
        }
        s.keys("j");
    }
}

#[test]
fn pinned_reports_are_the_first_view_and_stay_so() {
    for (lang, mine, all, pinned, off) in [
        (
            Lang::En,
            "‹Mine 2›  All 7  Sales 2",
            "Mine 2  ‹All 7›",
            "Lead funnel is pinned",
            "Lead funnel is no longer pinned",
        ),
        (
            Lang::Vi,
            "‹Của tôi 2›  Tất cả 7",
            "Của tôi 2  ‹Tất cả 7›",
            "Đã ghim Phễu khách mới",
            "Đã bỏ ghim Phễu khách mới",
        ),
    ] {
        let mut s = stage_of(orders(), lang, (80, 24));
        has(&s, if lang == Lang::En { "‹All 7›  Sales 2" } else { "‹Tất cả 7›  Bán hàng 2" });
        // The view stays as it is while one pins, and says which are.
        s.keys("jj*");
        has(&s, pinned);
        s.keys("G*");
        has(&s, all);
        let marked =
            |s: &Stage| s.screen().lines().filter(|line| [Some('*'), None].contains(&line.chars().nth(1))).count();
        assert_eq!(marked(&s), 2 + s.screen().lines().filter(|line| line.chars().count() < 2).count());
        // After a restart they come first, in the order of all.
        let path = s.store().path().to_owned();
        drop(s);
        let mut s = Stage::new(store_at(&path, lang), 80, 24).unwrap();
        s.keys("4");
        has(&s, mine);
        let list: Vec<String> = s.screen().lines().skip(2).take(3).map(str::to_owned).collect();
        let titles = if lang == Lang::En {
            ["Lead funnel", "Data quality"]
        } else {
            ["Phễu khách mới", "Chất lượng dữ liệu"]
        };
        assert!(list[0].starts_with(&format!("▌ {}", titles[0])), "{list:?}");
        assert!(list[1].starts_with(&format!("  {}", titles[1])), "{list:?}");
        assert!(!list[2].contains("On time") && !list[2].contains("đúng hạn"), "{list:?}");
        // Another person of the file has pins of their own.
        let mut other = store_at(&path, lang);
        other.session_mut().who = 2;
        let mut other = Stage::new(other, 80, 24).unwrap();
        other.keys("4");
        has_not(&other, if lang == Lang::En { "Mine 2" } else { "Của tôi 2" });
        drop(other);
        // One that loses its pin is gone from there; with the last of them so is the view.
        s.keys("*");
        has(&s, off);
        has(&s, if lang == Lang::En { "‹Mine 1›" } else { "‹Của tôi 1›" });
        s.keys("*");
        has(&s, if lang == Lang::En { "‹All 7›  Sales 2" } else { "‹Tất cả 7›  Bán hàng 2" });
    }
}
