// Licensed under the Apache License, Version 2.0; see LICENSE.
'use strict';
const colours = {
  fairlead: '#0b6e4f', haproxy: '#1f4e9c', nginx: '#8a9a3b', h2o: '#7b5ea7', caddy: '#2a9fb0', jetty: '#c0562f'
};
const others = ['#666', '#a33', '#3a3', '#33a', '#a3a', '#3aa', '#aa3', '#000', '#f80', '#08f'];
const colour = (name, i) => colours[name] || others[i % others.length];
const unique = list => [...new Set(list)];
const draw = (id, config) => {
  const canvas = document.getElementById(id);
  if (canvas) {
    config.options = Object.assign({ animation: false, maintainAspectRatio: false }, config.options);
    new Chart(canvas, config);
  }
};
const axis = text => ({ title: { display: true, text } });

// from the best to the worst pair of a bar's figure
const ranges = {
  id: 'ranges',
  afterDatasetsDraw(chart) {
    const context = chart.ctx;
    context.save();
    context.beginPath();
    context.rect(chart.chartArea.left, chart.chartArea.top, chart.chartArea.width, chart.chartArea.height);
    context.clip();
    context.strokeStyle = '#1b2733';
    chart.data.datasets.forEach((set, i) => (set.ranges || []).forEach((range, at) => {
      const bar = chart.getDatasetMeta(i).data[at];
      if (range && bar && chart.isDatasetVisible(i)) {
        const low = chart.scales.y.getPixelForValue(range[0]);
        const high = chart.scales.y.getPixelForValue(range[1]);
        context.beginPath();
        context.moveTo(bar.x, low);
        context.lineTo(bar.x, high);
        for (const end of [low, high]) {
          context.moveTo(bar.x - 3, end);
          context.lineTo(bar.x + 3, end);
        }
        context.stroke();
      }
    }));
    context.restore();
  }
};

if (data.ratios) {
  const scenarios = unique(data.ratios.map(r => r.scenario));
  const titles = scenarios.map(s => data.ratios.find(r => r.scenario === s).title.split(', '));
  const found = (s, peer) => data.ratios.find(r => r.scenario === s && r.peer === peer && r.ratio);
  // what costs ten times as much would flatten everything else: such bars are cut off, the table has their figures
  draw('ratios', {
    type: 'bar',
    plugins: [ranges],
    data: {
      labels: titles,
      datasets: [{
        label: 'haproxy', type: 'line', borderColor: colours.haproxy, borderWidth: 2, pointRadius: 0,
        data: scenarios.map(() => 1)
      }].concat(unique(data.ratios.map(r => r.peer)).map((peer, i) => ({
        label: peer, backgroundColor: colour(peer, i), order: 1,
        data: scenarios.map(s => { const r = found(s, peer); return r ? r.ratio : null; }),
        ranges: scenarios.map(s => { const r = found(s, peer); return r ? [r.low, r.high] : null; })
      })))
    },
    options: { scales: { y: Object.assign({ min: 0, max: 2 }, axis('CPU per request, HAProxy = 1')) } }
  });
}
if (data.history) {
  const runs = unique(data.history.map(h => h.run));
  draw('history', {
    type: 'line',
    data: {
      labels: runs,
      datasets: unique(data.history.map(h => h.scenario)).map((scenario, i) => ({
        label: data.history.find(h => h.scenario === scenario).title, borderColor: others[i % others.length],
        backgroundColor: others[i % others.length], spanGaps: true,
        data: runs.map(run => {
          const point = data.history.find(h => h.run === run && h.scenario === scenario);
          return point ? point.ratio : null;
        })
      }))
    },
    options: { scales: { y: Object.assign({ min: 0 }, axis('CPU per request, HAProxy = 1')) } }
  });
}
for (const share of [25, 50, 80]) {
  const curves = (data.latency || []).filter(l => l.sharePercent === share);
  draw('latency' + share, {
    type: 'line',
    data: {
      datasets: curves.map((curve, i) => ({
        label: curve.peer, borderColor: colour(curve.peer, i), backgroundColor: colour(curve.peer, i), pointRadius: 0,
        data: curve.percentilesUs.filter(p => p[0] < 100).map(p => ({ x: 1 / (1 - p[0] / 100), y: p[1] }))
      }))
    },
    options: {
      plugins: { title: { display: true, text: curves.length ? curves[0].perSecond + ' requests/s' : '' } },
      scales: {
        x: Object.assign({
          type: 'logarithmic', max: 10000,
          ticks: { callback: v => ({ 1: '0 %', 10: '90 %', 100: '99 %', 1000: '99.9 %', 10000: '99.99 %' })[v] || '' }
        }, axis('percentile')),
        y: Object.assign({ type: 'logarithmic' }, axis('microseconds'))
      }
    }
  });
}
if (data.memory) {
  draw('memory-bars', {
    type: 'bar',
    data: {
      labels: data.memory.map(m => m.peer),
      datasets: [
        { label: 'at rest', backgroundColor: '#9fb3c8', data: data.memory.map(m => m.restKib / 1024) },
        { label: 'with idle connections', backgroundColor: '#1f4e9c', data: data.memory.map(m => m.loadedKib / 1024) }
      ]
    },
    options: { scales: { y: axis('MiB') } }
  });
}
if (data.warmUp) {
  draw('warm-up', {
    type: 'line',
    data: {
      datasets: data.warmUp.map((peer, i) => ({
        label: peer.peer, borderColor: colour(peer.peer, i), backgroundColor: colour(peer.peer, i), pointRadius: 0,
        data: peer.costUs.map((y, step) => ({ x: (step + 1) * peer.stepSeconds, y }))
      }))
    },
    options: {
      scales: {
        x: Object.assign({ type: 'linear' }, axis('seconds since the first answer')),
        y: Object.assign({ type: 'logarithmic' }, axis('microseconds of CPU per request'))
      }
    }
  });
}
