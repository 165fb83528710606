#include "adapters/reports/style.hpp"

namespace payung::reports {

std::string_view style_sheet() {
  return R"css(
:root{color-scheme:light dark;--paper:#fff;--ink:#16302b;--soft:#5a6f69;--line:#d5dedb;
--rail:#e6edea;--brand:#0b7a5c;--mark:#b4380f;--shade:#f4f8f6}
@media(prefers-color-scheme:dark){:root{--paper:#101a17;--ink:#e6f0ec;--soft:#9db3ab;--line:#2b3b36;
--rail:#22312c;--brand:#3fc79a;--mark:#ff9a6b;--shade:#17241f}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
header,main,footer{max-width:76rem;margin:0 auto;padding:0 1rem}
header{padding-top:1rem;border-bottom:3px solid var(--brand)}
h1{margin:.4rem 0 0;font-size:1.7rem;line-height:1.2}
h2{margin:0 0 .8rem;font-size:1.2rem}
header p,.hint,footer,small{color:var(--soft)}
body>input{position:absolute;opacity:0}
nav{display:flex;gap:.5rem;justify-content:flex-end}
nav label{padding:.6rem .9rem;min-height:44px;border:1px solid var(--line);border-radius:.5rem;
cursor:pointer}
#lang-id:checked~header label[for=lang-id],#lang-en:checked~header label[for=lang-en]{
background:var(--brand);color:var(--paper);border-color:var(--brand)}
#lang-id:focus-visible~header label[for=lang-id],#lang-en:focus-visible~header label[for=lang-en]{
outline:3px solid var(--mark);outline-offset:2px}
#lang-id:checked~* [lang=en],#lang-en:checked~* [lang=id]{display:none}
section{margin:1.6rem 0;padding:1.1rem;border:1px solid var(--line);border-radius:.8rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:1rem;padding:0;
border:0}
.card{padding:1rem;border-radius:.8rem;background:var(--shade)}
.card p{margin:0;color:var(--soft)}
.card strong{display:block;font-size:1.5rem;line-height:1.4;overflow-wrap:anywhere}
.funnel,.bars{list-style:none;margin:0 0 1rem;padding:0}
.funnel li,.bars li{display:grid;grid-template-columns:minmax(9rem,15rem) 1fr minmax(8rem,15rem);
gap:.8rem;align-items:center;padding:.25rem 0}
.figure{text-align:right;font-variant-numeric:tabular-nums}
.bar{width:100%;height:1.3rem;display:block;border-radius:.3rem}
.rail{fill:var(--rail)}.fill{fill:var(--brand)}.mark{fill:var(--mark)}
.months{width:100%;height:auto;max-height:18rem}
.months text{fill:var(--soft);font-size:20px;text-anchor:middle}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;color:var(--soft);padding:.3rem 0}
th{position:sticky;top:0;background:var(--shade);text-align:left;vertical-align:bottom}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line)}
td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.tree .depth0{font-weight:600}.depth1 td:nth-child(2){padding-left:1.2rem}
.depth2 td:nth-child(2){padding-left:2.2rem}.depth3 td:nth-child(2){padding-left:3.2rem}
.depth2,.depth3{color:var(--soft)}
summary{min-height:44px;padding:.6rem 0;cursor:pointer;color:var(--brand)}
@media(max-width:40rem){.funnel li,.bars li{grid-template-columns:1fr auto}
.bar{grid-column:1/-1;grid-row:2}h1{font-size:1.3rem}section{padding:.8rem}}
@media print{nav,summary{display:none}section{break-inside:avoid;border:0;padding:0}
details:not([open])>*{display:block}body{font-size:11px}}
)css";
}

}  // namespace payung::reports
