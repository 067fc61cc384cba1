# Everything is made inside .venv/ and build/; nothing here touches the user's own ledger.
# 所有产物都在 .venv/ 和 build/ 之内，不会动用户自己的台账。

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet install
TRACKER_CORPUS ?= $(CURDIR)/../shared/corpus
SCORE := $(TRACKER_CORPUS)/../eval/score.py
COVERAGE_FLOOR := 95

# No target sees the settings of the person who runs it, and none can reach that person's ledger.
export TRACKER_TODAY := 2024-10-15
export TRACKER_USER := 督查室
export TRACKER_LEDGER := build/ledger.db
export TRACKER_CONFIG := /dev/null
unexport TRACKER_PROFILE
export TRACKER_CORPUS
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help demo test check format score conformance bench bulletin docs smoke lock clean

help: ## 列出所有目标 / list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.core ## 用样例走一遍：读入、查看、更新、月报 / the whole line on the samples
	@$(BIN)/python -m tests.tour --play build/demo README.zh-CN.md
	@printf '\n演示台账 / demo ledger: build/demo/ledger.db\n'

test: $(VENV)/.test ## 运行测试，统计分支覆盖率 / the tests, with branch coverage
	@mkdir -p build
	$(BIN)/python -m pytest --cov --cov-report=term --cov-report=json:build/coverage.json -q $(TESTS)
	@test -n "$(TESTS)" || $(BIN)/python tests/coverage_floor.py build/coverage.json $(COVERAGE_FLOOR)

check: $(VENV)/.check ## 格式、静态检查、类型、分层 / format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.check ## 按规则整理代码 / rewrite the code in the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

score: $(VENV)/.core ## 与人工标注及基线比较（需要 TRACKER_CORPUS；PIN=--pin 重定基线）/ compare with annotated replies and the floors
	@if test -f "$(SCORE)"; then \
		$(BIN)/python "$(SCORE)" "$(TRACKER_CORPUS)/dev" --command "$(CURDIR)/$(BIN)/tracker extract --format jsonl" && \
		$(BIN)/tracker evaluate "$(TRACKER_CORPUS)/dev" --floors tests/floors.json $(PIN); \
	else \
		echo "没有找到 $(SCORE)，跳过评测；用 TRACKER_CORPUS=目录 指明标注语料 / no annotated corpus, nothing scored"; \
	fi

# The scripts share their writers of files with the tests, which know pytest.
conformance: $(VENV)/.test ## 同一批答复做成各种格式，逐项比较读出的内容 / the same replies in every format, compared
	@if test -d "$(TRACKER_CORPUS)/dev"; then $(BIN)/python -m conformance "$(TRACKER_CORPUS)/dev"; else $(BIN)/python -m conformance data; fi

bench: $(VENV)/.core ## 速度，以同一次运行中的比值表示 / speed, as ratios within one run
	$(BIN)/python -m bench.speed data
	$(BIN)/python -m bench.ledger
	-@$(PIP_INSTALL) docx2txt==0.9 selectolax==1.0.2 striprtf==0.0.35
	$(BIN)/python -m bench.formats
	$(BIN)/python -m bench.exchange 10000
	-@$(PIP_INSTALL) jieba==0.42.1
	@if test -d "$(TRACKER_CORPUS)/dev"; then $(BIN)/python -m bench.extraction "$(TRACKER_CORPUS)/dev" "$(TRACKER_CORPUS)/raw"; else $(BIN)/python -m bench.extraction data; fi

bulletin: $(VENV)/.core ## 给样例（或标注语料）一年的虚构进展，出各种格式的通报到 build/bulletin / a year of invented progress, and its bulletin in every format
	$(BIN)/python -m tests.sample_bulletin build/bulletin/data
	@if test -d "$(TRACKER_CORPUS)/dev"; then $(BIN)/python -m tests.sample_bulletin build/bulletin/corpus "$(TRACKER_CORPUS)/dev" 2023-10 2024-09; fi

docs: $(VENV)/.core ## 重新生成两份 README 中的命令输出 / rewrite the output blocks of both READMEs
	$(BIN)/python -m tests.tour --rewrite README.md README.zh-CN.md docs/year.md docs/year.zh-CN.md docs/excel.md docs/excel.zh-CN.md

smoke: $(VENV)/.core ## 打包并在空环境中试用 / build the wheel, try it alone in an empty environment
	@rm -rf build/smoke && mkdir -p build/smoke
	$(BIN)/python -m pip --disable-pip-version-check --quiet wheel --no-build-isolation --no-deps -w build/smoke .
	$(PYTHON) -m venv build/smoke/venv
	build/smoke/venv/bin/python -m pip --disable-pip-version-check --quiet install build/smoke/*.whl
	cd build/smoke && venv/bin/tracker --version
	cd build/smoke && venv/bin/tracker extract ../../data --format jsonl > extracted.jsonl
	@test -s build/smoke/extracted.jsonl && echo "可用 / works"

lock: $(VENV)/.made ## 重新锁定依赖版本 / resolve the exact versions anew (needs a package index)
	$(PIP_INSTALL) "uv>=0.5"
	rm -f requirements/*.lock
	$(call compile,core,--group build)
	$(call compile,test,--group build --group test -c requirements/core.lock)
	$(call compile,check,--group build --group check -c requirements/test.lock)

compile = $(BIN)/uv pip compile pyproject.toml $(2) --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --quiet --output-file requirements/$(1).lock

clean: ## 删除一切产物（.venv、build、缓存）/ remove everything that make made
	rm -rf $(VENV) build dist .coverage .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is written last, so an interrupted installation is taken up again.
$(VENV)/.made:
	@command -v "$(PYTHON)" > /dev/null || { \
		echo "找不到 $(PYTHON)，请安装 Python 3.11 或更新版本：apt-get install python3 python3-venv / Python is missing"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "需要 Python 3.11 或更新版本，请用 make PYTHON=python3.11 指定 / Python 3.11 or newer is needed"; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2> /dev/null || { \
		echo "缺少 python3-venv，请先运行：apt-get install python3-venv / python3-venv is missing, install it so"; exit 1; }
	"$(PYTHON)" -m venv --clear $(VENV)
	@touch $@

$(VENV)/.core: requirements/core.lock pyproject.toml | $(VENV)/.made
	$(PIP_INSTALL) --require-hashes --requirement requirements/core.lock
	$(PIP_INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.test: requirements/test.lock $(VENV)/.core
	$(PIP_INSTALL) --require-hashes --requirement requirements/test.lock
	@touch $@

$(VENV)/.check: requirements/check.lock $(VENV)/.core
	$(PIP_INSTALL) --require-hashes --requirement requirements/check.lock
	@touch $@
